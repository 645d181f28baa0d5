import "server-only";

import { type Auth, createAuth } from "@/lib/auth/auth";
import { admitPerson } from "@/lib/auth/oidc/admit-person";
import { discover, oidcPlugin, type OidcSettings, providerUnavailable } from "@/lib/auth/oidc/provider";
import type { Visitor } from "@/lib/auth/visitor";
import { databaseClock } from "@/lib/db/clock";

export type OidcDoor = {
  readonly settings: OidcSettings;
  /** The auth library with the provider in it. Throws while the provider cannot be asked. */
  readonly auth: () => Promise<Auth>;
};

type DoorOptions = {
  readonly settings: OidcSettings;
  readonly authOptions: Omit<Parameters<typeof createAuth>[0], "plugins">;
  readonly visitor: () => Promise<Visitor>;
};

/**
 * Apart from the sign-in by password, which must not wait for a provider that is down. The provider is asked at the
 * first need, and again after a failure.
 */
export function createOidcDoor({ settings, authOptions, visitor }: DoorOptions): OidcDoor {
  const { pool, appUrl } = authOptions;
  let made: Promise<Auth> | null = null;
  async function make(): Promise<Auth> {
    const discovery = await discover(settings);
    const plugin = oidcPlugin({
      settings,
      discovery,
      signInUrl: `${appUrl}/sign-in`,
      admit: async (profile) =>
        admitPerson({ pool, clock: databaseClock(pool) }, { profile, role: settings.role, visitor: await visitor() }),
    });
    const auth = createAuth({ ...authOptions, plugins: [plugin] });
    const { socialProviders } = await auth.$context;
    // The library asks the provider again, and leaves it out when it does not answer then.
    if (socialProviders.length === 0) throw providerUnavailable(settings);
    return auth;
  }
  return {
    settings,
    auth() {
      made ??= make().catch((error: unknown) => {
        made = null;
        throw error;
      });
      return made;
    },
  };
}
