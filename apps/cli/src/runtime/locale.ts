/** The languages that messages are written in. */
export const LOCALES = ["en", "zh-CN"] as const;

export type Locale = (typeof LOCALES)[number];

type Variables = Readonly<Record<string, string | undefined>>;

/** `ZCF_LANG`, then what POSIX says a program's messages follow. */
export function localeOf(variables: Variables): Locale {
  const own = variables["ZCF_LANG"];
  if (own !== undefined && own !== "") return nearestLocale(own);
  const name = [variables["LC_ALL"], variables["LC_MESSAGES"], variables["LANG"]].find(
    (value) => value !== undefined && value !== "",
  );
  return nearestLocale(name ?? "");
}

/** `zh`, `zh-CN`, `zh_TW.UTF-8` are Chinese; everything else is English. */
function nearestLocale(name: string): Locale {
  return /^zh\b|^zh_/i.test(name) ? "zh-CN" : "en";
}

/** What `--lang` takes; `null` for anything else. */
export function parseLocale(name: string): Locale | null {
  const lower = name.toLowerCase();
  if (lower === "en" || lower === "en-us") return "en";
  return lower === "zh" || lower === "zh-cn" || lower === "zh_cn" ? "zh-CN" : null;
}
