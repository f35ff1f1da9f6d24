import type { ClaudeProviderErrors } from "@zcf/store-claude-code";
import type { CodeText } from "../messages.ts";

/** Why Claude Code's providers cannot be changed like this. */
export const claudeProviders: Readonly<Record<keyof ClaudeProviderErrors, CodeText>> = {
  "claude-code.provider-exists": {
    what: 'There is a provider "{id}" already, or one whose name makes that id.',
    next: "Choose another id, or edit that one: zcf provider edit claude-code/{id}.",
  },
  "claude-code.provider-in-use": {
    what: 'The provider "{id}" is in use.',
    next: "Switch to another target first: zcf switch TARGET.",
  },
  "claude-code.provider-reserved": {
    what: '"{id}" is no provider that can be changed: the word means something else here.',
    next: "Choose another id.",
  },
  "claude-code.provider-twice": {
    what: 'Two of the changes are about the provider "{id}".',
    next: "Make one change of them, or do one after the other.",
  },
  "claude-code.provider-id": {
    what: '"{id}" cannot be an id: it has lower-case letters, digits and single dashes between them.',
    next: 'Call it "{made}".',
  },
  "claude-code.provider-name": {
    what: 'The name "{name}" does not fit the id "{id}": earlier versions of zcf make ids of names, and would call it "{made}".',
    next: 'Leave the name out, or use the id "{made}" (zcf provider copy makes one of an existing provider).',
  },
  "claude-code.field-unknown": {
    what: 'A provider of Claude Code has no "{field}". There is: {known}.',
    next: "Leave it out.",
  },
  "claude-code.field-malformed": {
    what: 'The value of "{field}" is empty, or has white space around it or a control character in it.',
    next: "Write it without.",
  },
  "claude-code.field-needed": {
    what: 'A provider needs a "{field}".',
    next: "Name it.",
  },
  "claude-code.key-needed": {
    what: 'The key of the original was given for another server than that of "{id}".',
    next: "Give the copy its own key.",
  },
  "claude-code.base-url-invalid": {
    what: "The address is no http or https URL.",
    next: "Write it as https://HOST/PATH.",
  },
  "claude-code.base-url-extra": {
    what: "The address has a user, a password, a query or a fragment, and Claude Code appends a path to it.",
    next: "Write it as https://HOST/PATH.",
  },
  "claude-code.base-url-version": {
    what: "The address ends in /v1 ({url}), which Claude Code adds itself: every request would end in 404.",
    next: "Leave /v1 out of the address.",
  },
  "claude-code.key-invalid": {
    what: "The key is empty, or has white space or a control character in it.",
    next: "Copy the key again, without spaces and line breaks.",
  },
  "claude-code.key-store-unknown": {
    what: 'Claude Code has no place for keys called "{keyStore}". There is: {known}.',
    next: "Choose one of them.",
  },
  "claude-code.profiles-elsewhere": {
    what: "The providers in {file} are those of the usual home, and {home} is another one.",
    next: "Leave out --home.",
  },
  "claude-code.profiles-legacy": {
    what: "{file} has the last providers in the format of an older zcf, and would be read again.",
    next: "Remove that file.",
  },
  "claude-code.undo-in-use": {
    what: 'This would change or remove the provider "{id}", which is in use.',
    next: "Switch to another target first: zcf switch TARGET.",
  },
};
