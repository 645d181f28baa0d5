import type { Actor } from "@/lib/auth/actor";
import { insertAuditEvent } from "@/lib/auth/audit";
import { withTransaction } from "@/lib/db/transaction";

import { getCommandedIntegration } from "./commanded-integration";
import type { CommandDeps } from "./deps";
import type { SettingsAnswer, SettingsRequest } from "./schema/controls";

/** How webhooks of the integration are acted on from now on; marks that exist already stay. */
export async function changeSettings(
  deps: CommandDeps,
  command: { readonly actor: Actor; readonly komboIntegrationId: string; readonly settings: SettingsRequest },
): Promise<SettingsAnswer> {
  const now = await deps.clock.start();
  return withTransaction(deps.pool, async (tx) => {
    const { id, strategy, legacyEvents } = await getCommandedIntegration(tx, command.komboIntegrationId);
    const before = { strategy, legacyEvents };
    const after = {
      strategy: command.settings.strategy ?? strategy,
      legacyEvents: command.settings.legacyEvents ?? legacyEvents,
    };
    await tx.query("UPDATE integrations SET strategy = $2, legacy_events = $3 WHERE id = $1", [
      id,
      after.strategy,
      after.legacyEvents,
    ]);
    await insertAuditEvent(tx, {
      actor: command.actor,
      action: "integration.change_settings",
      target: command.komboIntegrationId,
      before,
      after,
      at: now(),
    });
    return after;
  });
}
