import "server-only";

import { APIError } from "better-auth/api";
import { genericOAuth } from "better-auth/plugins/generic-oauth";
import { decodeJwt } from "jose";
import { z } from "zod";

import type { Role } from "@/lib/auth/roles";
import { AppError } from "@/lib/errors";

export type OidcSettings = {
  readonly discoveryUrl: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly role: Role;
  readonly name: string;
};

/** What the provider says of somebody; `subject` names the issuer too, so that another one's people are never taken for these. */
export type OidcProfile = {
  readonly subject: string;
  readonly email: string;
  readonly isEmailVerified: boolean;
  readonly name: string;
};

export const oidcProviderId = "oidc";

const timeoutMs = 5_000;
const discoverySchema = z.object({
  issuer: z.string(),
  authorization_endpoint: z.url(),
  token_endpoint: z.url(),
  jwks_uri: z.url(),
  userinfo_endpoint: z.url().optional(),
});
export type OidcDiscovery = z.infer<typeof discoverySchema>;

/**
 * Asked by us before the library asks: it has no time limit, and would go on without the provider until the next start.
 */
export async function discover(settings: OidcSettings): Promise<OidcDiscovery> {
  try {
    const response = await fetch(settings.discoveryUrl, { signal: AbortSignal.timeout(timeoutMs) });
    return discoverySchema.parse(await response.json());
  } catch (error) {
    throw providerUnavailable(settings, error);
  }
}

export function providerUnavailable({ name }: OidcSettings, cause?: unknown): AppError {
  const subject = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
  return new AppError(
    "provider_unavailable",
    `${subject} did not answer as expected. Try again in a moment, or sign in with your password.`,
    { cause },
  );
}

type Admit = (
  profile: OidcProfile,
) => Promise<{ readonly kind: "ok" } | { readonly kind: "refused"; readonly reason: string }>;
type PluginOptions = {
  readonly settings: OidcSettings;
  readonly discovery: OidcDiscovery;
  readonly signInUrl: string;
  readonly admit: Admit;
};

/** The library does the protocol: state, PKCE, nonce, code, signature. Who comes in is decided by `admit`. */
export function oidcPlugin({ settings, discovery, signInUrl, admit }: PluginOptions) {
  const { discoveryUrl, clientId, clientSecret, name } = settings;
  return genericOAuth({
    config: [
      {
        providerId: oidcProviderId,
        name,
        discoveryUrl,
        clientId,
        clientSecret,
        scopes: ["openid", "email", "profile"],
        pkce: true,
        requireIdTokenVerification: true,
        disableSignUp: true,
        accountSubject: ({ profile }) => String(profile["id"]),
        getUserInfo: async ({ idToken, accessToken }) => {
          const profile = await readProfile({ idToken, accessToken, discovery });
          if (!profile) throw backTo(signInUrl, "no_email");
          const admission = await admit(profile);
          if (admission.kind === "refused") throw backTo(signInUrl, admission.reason);
          return {
            id: profile.subject,
            email: profile.email,
            emailVerified: profile.isEmailVerified,
            name: profile.name,
          };
        },
      },
    ],
  });
}

function backTo(signInUrl: string, reason: string): APIError {
  return new APIError("FOUND", undefined, new Headers({ location: `${signInUrl}?error=${reason}` }));
}

const claimsSchema = z.object({
  sub: z.string().min(1),
  email: z.string().toLowerCase().pipe(z.email()).optional(),
  // Some providers write booleans as text.
  email_verified: z.union([z.boolean(), z.stringbool()]).optional().catch(false),
  name: z.string().optional(),
  preferred_username: z.string().optional(),
});
type Claims = z.infer<typeof claimsSchema>;

type Tokens = {
  readonly idToken: string | undefined;
  readonly accessToken: string | undefined;
  readonly discovery: OidcDiscovery;
};

/** From the id token, whose signature the library has checked; a thin one is filled up by the userinfo endpoint. */
async function readProfile({ idToken, accessToken, discovery }: Tokens): Promise<OidcProfile | null> {
  if (idToken === undefined) return null;
  const claims = claimsSchema.parse(decodeJwt(idToken));
  const filled = claims.email === undefined ? await askUserInfo(claims, { accessToken, discovery }) : claims;
  if (filled.email === undefined) return null;
  return {
    subject: `${discovery.issuer}|${claims.sub}`,
    email: filled.email,
    isEmailVerified: filled.email_verified === true,
    name: filled.name?.trim() || filled.email,
  };
}

async function askUserInfo(claims: Claims, { accessToken, discovery }: Omit<Tokens, "idToken">): Promise<Claims> {
  if (discovery.userinfo_endpoint === undefined || accessToken === undefined) return claims;
  const response = await fetch(discovery.userinfo_endpoint, {
    headers: { authorization: `Bearer ${accessToken}` },
    signal: AbortSignal.timeout(timeoutMs),
  });
  const told = claimsSchema.safeParse(await response.json());
  // The answer may be about somebody else unless it says that it is not (OpenID Connect Core 5.3.2).
  return told.success && told.data.sub === claims.sub ? told.data : claims;
}
