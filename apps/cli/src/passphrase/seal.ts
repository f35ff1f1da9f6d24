import { importError } from "@zcf/import";

/** What scrypt costs, as a power of two: what `age` itself uses; about a second (measured on Node 20 to 24). */
const WORK = 18;

/** The text, encrypted as age does (age-encryption.org/v1) and in its armour, which is text too. */
export async function seal(text: string, passphrase: string): Promise<string> {
  const { armor, Encrypter } = await import("age-encryption");
  const encrypter = new Encrypter();
  encrypter.setScryptWorkFactor(WORK);
  encrypter.setPassphrase(passphrase);
  return armor.encode(await encrypter.encrypt(text));
}

/** What an age file holds, with or without armour. Throws `import.wrong-passphrase`, and `import.broken` for half of one. */
export async function unseal(
  { file, content }: { readonly file: string; readonly content: Uint8Array },
  passphrase: string,
): Promise<Uint8Array> {
  const { armor, Decrypter } = await import("age-encryption");
  const decrypter = new Decrypter();
  decrypter.addPassphrase(passphrase);
  const text = new TextDecoder().decode(content);
  try {
    return await decrypter.decrypt(text.trimStart().startsWith("-----BEGIN") ? armor.decode(text) : content);
  } catch (error) {
    // The library has no codes: it says this where no recipient's key could be opened.
    const isWrong = error instanceof Error && error.message.includes("no identity matched");
    if (isWrong) throw importError("import.wrong-passphrase", { file }, error);
    throw importError("import.broken", { file, reason: "not a whole age file" }, error);
  }
}
