"use client";

import { Activity, Ellipsis, History, Power, RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";

import { May } from "@/components/shell/may";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Menu, MenuItem, MenuLine } from "@/components/ui/menu";
import type { EndpointRow } from "@/lib/health/schema";
import { integrationTabPath, listPath } from "@/lib/paths";

import { useControl } from "./controls/control";

type EndpointMenuProps = { readonly komboIntegrationId: string; readonly endpoint: EndpointRow };

/** What can be done to one endpoint; only what would be accepted is offered. */
export function EndpointMenu({ komboIntegrationId, endpoint }: EndpointMenuProps) {
  const open = useControl();
  const router = useRouter();
  const { endpoint: path, enabled, unavailableReason, watermark } = endpoint;
  const canFetch = enabled && unavailableReason === null;
  return (
    <Menu
      trigger={
        <Button size="icon-sm" look="ghost" aria-label={`Actions for ${endpoint.label}`}>
          <Icon of={Ellipsis} size="sm" />
        </Button>
      }
    >
      <MenuItem
        icon={Activity}
        onSelect={() => router.push(listPath(integrationTabPath(komboIntegrationId, "runs"), { endpoint: path }))}
      >
        Its runs
      </MenuItem>
      <May door="POST /api/integrations/[id]/endpoints">
        <MenuLine />
        {canFetch ? (
          <MenuItem icon={RotateCw} onSelect={() => open({ kind: "full_fetch", endpoint: path })}>
            Full fetch…
          </MenuItem>
        ) : null}
        {canFetch && watermark !== null ? (
          <MenuItem icon={History} onSelect={() => open({ kind: "rewind", endpoint: path })}>
            Rewind the watermark…
          </MenuItem>
        ) : null}
        <MenuItem icon={Power} onSelect={() => open({ kind: "switch", endpoint: path })}>
          {enabled ? "Switch off…" : "Switch on…"}
        </MenuItem>
      </May>
    </Menu>
  );
}
