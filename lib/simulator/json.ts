export type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
export type JsonObject = { readonly [key: string]: JsonValue };
/** A record while it is being written. */
export type MutableJson = { [key: string]: JsonValue };
