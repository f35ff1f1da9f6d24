import type { StoreAdapter } from "@zcf/contract";
import { usageError } from "../usage/cli-code.ts";
import { closest } from "../usage/closest.ts";
import type { Preset, PresetTool } from "./presets.ts";
import { PRESETS } from "./presets.ts";

/** A preset, as one tool uses it. */
export interface ToolPreset {
  readonly id: string;
  readonly name: string;
  /** Only those that the tool has. */
  readonly fields: Readonly<Record<string, string>>;
  /** The tool's first one when left out. */
  readonly keyStore?: string;
}

/** Those that a tool can use. */
export function presetsFor(adapter: StoreAdapter): readonly ToolPreset[] {
  return PRESETS.flatMap((preset) => {
    const tool = toolOf(preset, adapter);
    if (tool === null) return [];
    const { id, name } = preset;
    const keyStore = tool.keyStore === undefined ? {} : { keyStore: tool.keyStore };
    return [{ id, name, fields: fieldsOf(tool, adapter), ...keyStore }];
  });
}

/** Throws `cli.unknown-preset`. */
export function findPreset(adapter: StoreAdapter, id: string): ToolPreset {
  const all = presetsFor(adapter);
  const found = all.find((preset) => preset.id === id.toLowerCase());
  if (found !== undefined) return found;
  const known = all.map((preset) => preset.id);
  const params = { preset: id, tool: adapter.name, known, closest: closest(id, known) };
  throw usageError("cli.unknown-preset", params);
}

function toolOf({ tools }: Preset, { id }: StoreAdapter): PresetTool | null {
  const byTool: Readonly<Record<string, PresetTool | undefined>> = tools;
  return byTool[id] ?? null;
}

function fieldsOf({ fields }: PresetTool, { manage }: StoreAdapter): ToolPreset["fields"] {
  const has = new Set(manage?.fields.map(({ id }) => id));
  return Object.fromEntries(Object.entries(fields).filter(([id]) => has.has(id)));
}

/** What it says of a provider of this id; under another one it is called by that. */
export function presetFields(
  { manage }: StoreAdapter,
  preset: ToolPreset | null,
  id: string,
): ToolPreset["fields"] {
  if (preset === null) return {};
  const isNamed = preset.id === id && manage?.fields.some((field) => field.id === "name") === true;
  return isNamed ? { name: preset.name, ...preset.fields } : preset.fields;
}
