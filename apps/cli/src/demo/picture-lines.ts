import type { UiMessages } from "../messages/ui-messages.ts";
import { padTo } from "../runtime/text-width.ts";
import type { Picture } from "./picture.ts";

/** A picture as a small table; the key itself is never shown. */
export function pictureLines(
  texts: UiMessages["demo"],
  { config, keyOf, sessions, index }: Picture,
): readonly string[] {
  const rows: readonly (readonly [string, string])[] = [
    [texts.config, config],
    [texts.key, `OPENAI_API_KEY = ***** (${keyOf})`],
    ...sessions.map(
      ({ title, provider, archived }, at) =>
        [
          at === 0 ? texts.sessions : "",
          `${padTo(provider, 6)} ${title}${archived ? ` (${texts.archived})` : ""}`,
        ] as const,
    ),
    ...(index === null ? [] : [[texts.indexRows, countsOf(index)] as const]),
  ];
  return rows.map(([label, value]) => `  ${padTo(label, 12)} ${value}`);
}

function countsOf(index: Readonly<Record<string, number>>): string {
  return Object.entries(index)
    .map(([provider, count]) => `${provider} ${count}`)
    .join(", ");
}
