/** Keeps passwords outside the database. Implemented by the shell (keychain, or an encrypted file). */
export interface SecretStore {
  /** Gives null when there is no such secret. Throws `SecretsUnavailable` when the keychain cannot answer. */
  get(name: string): Promise<string | null>;
  set(name: string, value: string): Promise<void>;
  delete(name: string): Promise<void>;
}

/** The keychain is locked, gone or refused the value. */
export class SecretsUnavailable extends Error {
  override readonly name = 'SecretsUnavailable';
}
