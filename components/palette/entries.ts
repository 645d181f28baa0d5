import { Activity, type LucideIcon, Pause, Play, RefreshCcw, RefreshCw, Table2, Unplug, Webhook } from "lucide-react";
import type { Route } from "next";

import { nameIntegration } from "@/components/integrations/integration-name";
import { nameOne } from "@/components/records/field-names";
import { modeNames, nameRun, stateNames } from "@/components/runs/run-names";
import { sections } from "@/components/settings/sections";
import { places } from "@/components/shell/places";
import { access, type DoorName, mayPass } from "@/lib/auth/access";
import type { Role } from "@/lib/auth/roles";
import { cutId, formatCount } from "@/lib/format";
import type { IntegrationRow } from "@/lib/health/schema";
import type { RecordRow } from "@/lib/mirror/schema";
import { askPath, integrationPath, integrationTabPath, recordPath, runPath, webhookPath } from "@/lib/paths";
import type { RunDetail } from "@/lib/sync/schema";
import type { WebhookDetail } from "@/lib/webhooks/schema";

/** One line of the palette: where it leads, and how it looks. */
export type Entry = {
  readonly id: string;
  readonly label: string;
  readonly note: string;
  readonly href: Route;
  /** Without one it carries the mark of its name. */
  readonly icon: LucideIcon | null;
};
export type EntryGroup = { readonly title: string; readonly entries: readonly Entry[] };

const integrationsShown = 5;

/** The places and settings that a role may open. */
export function listPages(role: Role, query: string): readonly Entry[] {
  const pages: readonly Entry[] = [
    ...places.map(({ href, label, icon }) => ({ id: href, label, note: "", href, icon })),
    ...sections
      .filter(({ page }) => mayPass(role, access[page]))
      .map(({ page, label, icon }) => ({ id: page, label, note: "Settings", href: page, icon })),
  ];
  return pages.filter((page) => hasWords(`${page.label} ${page.note}`, query));
}

export function findIntegrations(rows: readonly IntegrationRow[], query: string): readonly IntegrationRow[] {
  if (query === "") return [];
  return rows
    .filter((row) =>
      hasWords(`${nameIntegration(row)} ${row.toolLabel} ${row.category} ${row.komboIntegrationId}`, query),
    )
    .slice(0, integrationsShown);
}

export function integrationEntry(row: IntegrationRow): Entry {
  const { komboIntegrationId: id, toolLabel, category } = row;
  return { id, label: nameIntegration(row), note: `${toolLabel}, ${category}`, href: integrationPath(id), icon: null };
}

/** What follows an integration that was found: what can be done with it, then what it has. */
export function listDeeds(row: IntegrationRow, role: Role): readonly Entry[] {
  const { komboIntegrationId: integration, endpoints, records, deletedAt } = row;
  const isPaused = row.pausedAt !== null;
  const deeds: readonly (Omit<Entry, "id"> & { readonly door: DoorName })[] = [
    {
      door: "POST /api/integrations/[id]/full-fetch",
      label: "Force full fetch…",
      note: formatCount(endpoints, "endpoint"),
      href: askPath(integration, "full-fetch"),
      icon: RefreshCw,
    },
    {
      door: isPaused ? "POST /api/integrations/[id]/resume" : "POST /api/integrations/[id]/pause",
      label: isPaused ? "Resume…" : "Pause…",
      note: "",
      href: askPath(integration, "pause"),
      icon: isPaused ? Play : Pause,
    },
    {
      door: "POST /api/integrations/[id]/ask-sync",
      label: `Ask ${row.toolLabel} to sync…`,
      note: "",
      href: askPath(integration, "ask-sync"),
      icon: RefreshCcw,
    },
    {
      door: "POST /api/integrations/[id]/reconnection-link",
      label: "Reconnection link…",
      note: "",
      href: askPath(integration, "reconnect"),
      icon: Unplug,
    },
    { door: "GET /api/runs", label: "Runs", note: "", href: integrationTabPath(integration, "runs"), icon: Activity },
    {
      door: "GET /api/webhooks",
      label: "Webhooks",
      note: "",
      href: integrationTabPath(integration, "webhooks"),
      icon: Webhook,
    },
    {
      door: "GET /api/records",
      label: "Records",
      note: formatCount(records, "record"),
      href: integrationTabPath(integration, "records"),
      icon: Table2,
    },
  ];
  return deeds
    .filter(({ door }) => mayPass(role, access[door]) && (deletedAt === null || door.startsWith("GET ")))
    .map(({ label, note, href, icon }) => ({ id: `${integration} ${label}`, label, note, href, icon }));
}

export function recordEntry(row: RecordRow): Entry {
  const note = [nameOne(row.modelLabel), row.organizationName, row.deletedAt === null ? null : "deleted"];
  return {
    id: `${row.komboIntegrationId} ${row.model} ${row.komboId}`,
    label: row.displayName ?? cutId(row.komboId),
    note: note.filter((part) => part !== null).join(", "),
    href: recordPath(row),
    icon: Table2,
  };
}

export function runEntry(run: RunDetail): Entry {
  return {
    id: run.id,
    label: nameRun(run),
    note: `${modeNames[run.mode]}, ${stateNames[run.state].toLowerCase()}`,
    href: runPath(run.id),
    icon: Activity,
  };
}

export function webhookEntry(event: WebhookDetail): Entry {
  return {
    id: event.id,
    label: event.type,
    note: event.organizationName ?? cutId(event.id),
    href: webhookPath(event.id),
    icon: Webhook,
  };
}

function hasWords(text: string, query: string): boolean {
  const within = text.toLowerCase();
  return query
    .toLowerCase()
    .split(/\s+/)
    .every((word) => within.includes(word));
}
