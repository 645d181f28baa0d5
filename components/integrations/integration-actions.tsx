"use client";

import { Ellipsis, Pause, Play, RefreshCcw, Target, Unplug, Waypoints } from "lucide-react";

import type { PageKey } from "@/components/keyboard/keys";
import { May } from "@/components/shell/may";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Menu, MenuItem, MenuLine } from "@/components/ui/menu";
import type { IntegrationDetail } from "@/lib/health/schema";

import { useControl } from "./controls/control";

/** What one may do to an integration; nothing to one that is deleted. */
export function IntegrationActions({ integration }: { readonly integration: IntegrationDetail }) {
  const open = useControl();
  if (integration.deletion) return null;
  const isPaused = integration.pausedAt !== null;
  return (
    <May door="POST /api/integrations/[id]/full-fetch">
      <Button className="max-lg:hidden" onClick={() => open({ kind: "ask_sync" })}>
        <Icon of={RefreshCcw} size="sm" />
        Ask {integration.toolLabel} to sync…
      </Button>
      <Button
        size="icon"
        className="max-sm:grow-0!"
        aria-label={isPaused ? "Resume…" : "Pause…"}
        aria-keyshortcuts={"p" satisfies PageKey}
        onClick={() => open({ kind: "pause" })}
      >
        <Icon of={isPaused ? Play : Pause} size="sm" />
      </Button>
      <Menu
        trigger={
          <Button size="icon" className="max-sm:grow-0!" aria-label="More to do">
            <Icon of={Ellipsis} size="sm" />
          </Button>
        }
      >
        <MenuItem icon={RefreshCcw} onSelect={() => open({ kind: "ask_sync" })}>
          Ask {integration.toolLabel} to sync…
        </MenuItem>
        <MenuItem icon={Unplug} onSelect={() => open({ kind: "reconnect" })}>
          Reconnection link…
        </MenuItem>
        <MenuLine />
        <MenuItem icon={Waypoints} onSelect={() => open({ kind: "strategy" })}>
          How webhooks act…
        </MenuItem>
        <MenuItem icon={Target} onSelect={() => open({ kind: "objectives" })}>
          Objectives…
        </MenuItem>
      </Menu>
      <Button
        look="primary"
        aria-keyshortcuts={"f" satisfies PageKey}
        onClick={() => open({ kind: "full_fetch", endpoint: null })}
      >
        Force full fetch…
      </Button>
    </May>
  );
}
