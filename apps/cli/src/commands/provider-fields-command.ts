import { Option } from "clipanion";
import { text } from "./command.ts";
import { StoreOperationCommand } from "./store-operation-command.ts";

/** A command that says what a provider is to be like. */
export abstract class ProviderFieldsCommand extends StoreOperationCommand {
  readonly name: string | undefined = Option.String("--name", { description: text("option.name") });
  readonly baseUrl: string | undefined = Option.String("--base-url", {
    description: text("option.base-url"),
  });
  readonly model: string | undefined = Option.String("--model", { description: text("option.model") });
  readonly wireApi: string | undefined = Option.String("--wire-api", {
    description: text("option.wire-api"),
  });
  readonly haikuModel: string | undefined = Option.String("--haiku-model", {
    description: text("option.haiku-model"),
  });
  readonly sonnetModel: string | undefined = Option.String("--sonnet-model", {
    description: text("option.sonnet-model"),
  });
  readonly opusModel: string | undefined = Option.String("--opus-model", {
    description: text("option.opus-model"),
  });
  readonly envKeyInstructions: string | undefined = Option.String("--env-key-instructions", {
    description: text("option.env-key-instructions"),
  });
  readonly set: readonly string[] = Option.Array("--set", [], { description: text("option.set") });
  readonly unset: readonly string[] = Option.Array("--unset", [], { description: text("option.unset") });
  readonly keyStore: string | undefined = Option.String("--key-store", {
    description: text("option.key-store"),
  });
  readonly keyStdin: boolean = Option.Boolean("--key-stdin", false, {
    description: text("option.key-stdin"),
  });
  readonly keyEnv: string | undefined = Option.String("--key-env", { description: text("option.key-env") });
  readonly keyFile: string | undefined = Option.String("--key-file", {
    description: text("option.key-file"),
  });
  readonly keyName: string | undefined = Option.String("--key-name", {
    description: text("option.key-name"),
  });
  /** Known only so that it can be refused with the reason. */
  readonly key: string | undefined = Option.String("--key,--api-key,--token", { hidden: true });
}
