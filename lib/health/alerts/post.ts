import type { AlertMessage, AlertTarget } from "./message";

type PostAnswer =
  | { readonly kind: "arrived"; readonly status: number }
  /** In words; never the address, which lets anybody write to the channel. */
  | { readonly kind: "not_arrived"; readonly status: number | null; readonly problem: string };

export async function post(target: Pick<AlertTarget, "post">, message: AlertMessage): Promise<PostAnswer> {
  try {
    const status = await target.post(message.body, message.headers);
    return status >= 200 && status < 300
      ? { kind: "arrived", status }
      : { kind: "not_arrived", status, problem: `It answered ${status}.` };
  } catch (error) {
    return { kind: "not_arrived", status: null, problem: describe(error) };
  }
}

function describe(error: unknown): string {
  if (error instanceof Error && error.name === "TimeoutError") return "It did not answer in time.";
  const code =
    error instanceof Error && error.cause instanceof Error && "code" in error.cause ? error.cause.code : null;
  return typeof code === "string" ? `It could not be reached (${code}).` : "It could not be reached.";
}
