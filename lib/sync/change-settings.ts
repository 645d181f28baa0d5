import type { Actor } from "@/lib/auth/actor";
import { insertAuditEvent } from "@/lib/auth/audit";
import { withTransaction } from "@/lib/db/transaction";

import { type CommandedIntegration, getCommandedIntegration } from "./commanded-integration";
import type { CommandDeps } from "./deps";
import { confirmObjectiveMs, serveObjectiveMs } from "./limits";
import { type SettingsAnswer, type SettingsRequest, settingNames } from "./schema/controls";

/** How an integration is fetched and judged from now on; marks that exist already stay. */
export async function changeSettings(
  deps: CommandDeps,
  command: { readonly actor: Actor; readonly komboIntegrationId: string; readonly settings: SettingsRequest },
): Promise<SettingsAnswer> {
  const now = await deps.clock.start();
  return withTransaction(deps.pool, async (tx) => {
    const integration = await getCommandedIntegration(tx, command.komboIntegrationId);
    const before = settingsOf(integration);
    const after = apply(before, command.settings);
    await tx.query(
      `UPDATE integrations SET strategy = $2, legacy_events = $3,
         serve_objective_seconds = nullif($4::int, $6), confirm_objective_seconds = nullif($5::int, $7)
       WHERE id = $1`,
      [
        integration.id,
        after.strategy,
        after.legacyEvents,
        after.serveObjectiveSeconds,
        after.confirmObjectiveSeconds,
        serveObjectiveMs / 1000,
        confirmObjectiveMs / 1000,
      ],
    );
    await insertAuditEvent(tx, {
      actor: command.actor,
      action: "integration.change_settings",
      target: command.komboIntegrationId,
      before: only(command.settings, before),
      after: only(command.settings, after),
      at: now(),
    });
    return after;
  });
}

function settingsOf(integration: CommandedIntegration): SettingsAnswer {
  const { strategy, legacyEvents, serveObjectiveSeconds, confirmObjectiveSeconds } = integration;
  return { strategy, legacyEvents, serveObjectiveSeconds, confirmObjectiveSeconds };
}

function apply(before: SettingsAnswer, wanted: SettingsRequest): SettingsAnswer {
  return {
    strategy: wanted.strategy ?? before.strategy,
    legacyEvents: wanted.legacyEvents ?? before.legacyEvents,
    serveObjectiveSeconds: wanted.serveObjectiveSeconds ?? before.serveObjectiveSeconds,
    confirmObjectiveSeconds: wanted.confirmObjectiveSeconds ?? before.confirmObjectiveSeconds,
  };
}

/** Of all settings those that the command named. */
function only(named: SettingsRequest, settings: SettingsAnswer): object {
  return Object.fromEntries(
    settingNames.filter((name) => named[name] !== undefined).map((name) => [name, settings[name]]),
  );
}
