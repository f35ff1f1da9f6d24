import { type FilePath, isSwitchError, type Notice, type Store, type View } from "@zcf/contract";
import { isFormatError, readToml, type TomlTable, tomlAt } from "@zcf/formats";
import { readFile } from "../read-file.ts";
import { warning } from "../report.ts";

/** A value that a system-wide file sets. */
interface SystemValue {
  readonly file: FilePath;
  readonly value: string;
}

/** What `/etc/codex` says beside the user's file (0.169). */
export interface SystemLayers {
  /** `managed_config.toml` or `requirements.toml`: above the user's file. */
  readonly forcedProvider: SystemValue | null;
  readonly forcedModel: SystemValue | null;
  /** `config.toml`: below the user's file, in effect where that has no `model_provider`. */
  readonly defaultProvider: SystemValue | null;
  /** About files that could not be read. */
  readonly notices: readonly Notice[];
}

/** Reads the system-wide files below a read root that ends in `etc/codex`, which `locate` adds where it exists. */
export async function readSystemLayers(store: Store, view: View): Promise<SystemLayers> {
  const root = store.readRoots.find((directory) => /[\\/]etc[\\/]codex$/.test(directory));
  if (root === undefined)
    return { forcedProvider: null, forcedModel: null, defaultProvider: null, notices: [] };
  const managed = await readLayer(view, view.path(root, "managed_config.toml"));
  const required = await readLayer(view, view.path(root, "requirements.toml"));
  const system = await readLayer(view, view.path(root, "config.toml"));
  return {
    forcedProvider: valueIn(required, "model_provider") ?? valueIn(managed, "model_provider"),
    forcedModel: valueIn(managed, "model"),
    defaultProvider: valueIn(system, "model_provider"),
    notices: [managed, required, system].flatMap((layer) => layer.notices),
  };
}

interface Layer {
  readonly file: FilePath;
  readonly data: TomlTable;
  readonly notices: readonly Notice[];
}

async function readLayer(view: View, file: FilePath): Promise<Layer> {
  try {
    const { content } = await readFile(view, file);
    return { file, data: content === null ? {} : readToml(content).data, notices: [] };
  } catch (error) {
    const expected = isFormatError(error) || (isSwitchError(error) && error.code === "unreadable");
    if (!expected) throw error;
    return { file, data: {}, notices: [warning("codex.system-unreadable", { file })] };
  }
}

function valueIn({ file, data }: Layer, key: string): SystemValue | null {
  const value = tomlAt(data, key);
  return typeof value === "string" ? { file, value } : null;
}
