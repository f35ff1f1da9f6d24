import { OperationCommand } from "./operation-command.ts";
import { homeOption, toolOption } from "./store-command.ts";

/** A command that writes to the stores of a tool. */
export abstract class StoreOperationCommand extends OperationCommand {
  readonly tool: string | undefined = toolOption();
  readonly home: string | undefined = homeOption();
}
