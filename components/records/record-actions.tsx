"use client";

import { Ellipsis, Eraser, RefreshCw, Undo2 } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";

import { May } from "@/components/shell/may";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Menu, MenuItem } from "@/components/ui/menu";
import type { RecordDetail } from "@/lib/mirror/schema";
import type { RecordAddress } from "@/lib/paths";

const DecideErasure = dynamic(async () => (await import("./decide-erasure")).DecideErasure);
const RefetchDialog = dynamic(async () => (await import("./refetch-dialog")).RefetchDialog);

type RecordActionsProps = { readonly address: RecordAddress; readonly record: RecordDetail };

/** What may be done to one record. */
export function RecordActions({ address, record }: RecordActionsProps) {
  const [isRefetching, setIsRefetching] = useState(false);
  // As it was when the question was put: once it is erased, the same button must not come to mean the opposite.
  const [asked, setAsked] = useState<RecordDetail | null>(null);
  return (
    <>
      <May door="POST /api/records/[integration]/[model]/[id]/refetch">
        <Button onClick={() => setIsRefetching(true)}>
          <Icon of={RefreshCw} size="sm" />
          Fetch again…
        </Button>
      </May>
      <May door="POST /api/records/[integration]/[model]/[id]/erasure">
        <Menu
          trigger={
            <Button aria-label="More to do with this record" className="max-sm:grow-0!">
              <Icon of={Ellipsis} size="sm" />
            </Button>
          }
        >
          <MenuItem icon={record.erasure ? Undo2 : Eraser} onSelect={() => setAsked(record)}>
            {record.erasure ? "Lift the erasure…" : "Erase this record…"}
          </MenuItem>
        </Menu>
      </May>
      {isRefetching ? <RefetchDialog address={address} onClose={() => setIsRefetching(false)} /> : null}
      {asked ? <DecideErasure address={address} record={asked} onClose={() => setAsked(null)} /> : null}
    </>
  );
}
