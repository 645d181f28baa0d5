import "server-only";

import type { Auth } from "./auth";

/**
 * Creates the first administrator, once: as soon as anybody can sign in, the environment's password is not looked at
 * again. Two processes that start together both try; the second finds the e-mail taken and is content.
 */
export async function ensureFirstAdmin(
  auth: Auth,
  admin: { readonly email: string; readonly password: string },
): Promise<"created" | "existed"> {
  const { internalAdapter, password } = await auth.$context;
  const email = admin.email.toLowerCase();
  const known = await internalAdapter.findUserByEmail(email, { includeAccounts: true });
  if (known && known.accounts.length > 0) return "existed";
  const hash = await password.hash(admin.password);
  try {
    // Somebody without a password is what a process that died between the two leaves behind.
    const user =
      known?.user ??
      (await internalAdapter.createUser(
        { email, name: nameFrom(email), emailVerified: true, role: "admin" },
        { method: "admin" },
      ));
    await internalAdapter.linkAccount({
      userId: user.id,
      providerId: "credential",
      accountId: user.id,
      password: hash,
    });
    return "created";
  } catch (error) {
    if (await internalAdapter.findUserByEmail(email)) return "existed";
    throw error;
  }
}

/** `maren.voss@example.com` → `Maren Voss` */
function nameFrom(email: string): string {
  const words = (email.split("@")[0] ?? email).split(/[._-]+/).filter((word) => word !== "");
  return words.map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join(" ");
}
