declare const filePath: unique symbol;
declare const digest: unique symbol;

/** An absolute, normalised path in the platform's spelling; made only by {@link View.path} and by core. */
export type FilePath = string & { readonly [filePath]: true };

/** The lower-case hex SHA-256 of a whole file's bytes. */
export type Digest = string & { readonly [digest]: true };
