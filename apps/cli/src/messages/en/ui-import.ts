import type { ImportMessages } from "../import-messages.ts";

export const importTexts: ImportMessages = {
  none: "There are no providers in it.",
  nothing: "Nothing to import.",
  columns: { tool: "Tool", provider: "Provider", server: "Server", key: "Key", status: "Status" },
  status: { new: "new", same: "same", differs: (fields) => `differs: ${fields}` },
  key: { there: "yes", none: "none" },
  unusable: (count) => `${count === 1 ? "1 provider" : `${count} providers`} cannot be imported:`,
  reason: (provider, why) => `${provider}: ${why}`,
  renamed: (id, to) => `"${id}" becomes "${to}".`,
  conflict: {
    question: (tool, id, fields) => `${tool} has another "${id}" (${fields}). What should become of it?`,
    actions: {
      skip: "keep the one that is here",
      rename: "import the other one under another name",
      replace: "replace it, in what differs",
    },
  },
  exported: (count, encrypted, file) =>
    `Wrote ${count === 1 ? "1 provider" : `${count} providers`} to ${file}${encrypted ? ", keys encrypted" : ", without keys"}.`,
  passphrase: {
    ask: "Passphrase of the file",
    choose: "Passphrase that encrypts the keys",
    again: "The same passphrase again",
  },
};
