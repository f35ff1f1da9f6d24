/** Fields that have an option of their own, by the name under which a command has it. `--set` takes all the others. */
const FIELDS = {
  name: "name",
  baseUrl: "base-url",
  model: "model",
  wireApi: "wire-api",
  haikuModel: "haiku-model",
  sonnetModel: "sonnet-model",
  opusModel: "opus-model",
  envKeyInstructions: "env-key-instructions",
} as const;

export type FieldFlags = Readonly<Record<keyof typeof FIELDS, string | undefined>>;

/** The fields that were written, with their values. */
export function fieldFlagsOf(flags: FieldFlags): readonly (readonly [field: string, value: string])[] {
  return (Object.keys(FIELDS) as (keyof typeof FIELDS)[]).flatMap((name) => {
    const value = flags[name];
    return value === undefined ? [] : [[FIELDS[name], value] as const];
  });
}
