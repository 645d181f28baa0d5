"use client";

import { useMutation } from "@tanstack/react-query";
import { Ellipsis, Eraser, RefreshCw, Undo2 } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";

import { usePerson } from "@/components/shell/person-context";
import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";
import { Menu, MenuItem } from "@/components/ui/menu";
import { toast } from "@/components/ui/toast";
import { access, mayPass } from "@/lib/auth/access";
import type { RecordDetail } from "@/lib/mirror/schema";
import { type RecordAddress, runPath } from "@/lib/paths";
import { refetchRecordMutation } from "@/lib/queries/records";

import { DecideErasure } from "./decide-erasure";

type RecordMenuProps = { readonly address: RecordAddress; readonly record: RecordDetail };

/** What may be done to one record. */
export function RecordMenu({ address, record }: RecordMenuProps) {
  const role = usePerson()?.role ?? "viewer";
  const router = useRouter();
  // As it was when the question was put: once it is erased, the same button must not come to mean the opposite.
  const [asked, setAsked] = useState<RecordDetail | null>(null);
  const refetch = useMutation(refetchRecordMutation(address));
  const mayErase = mayPass(role, access["POST /api/records/[integration]/[model]/[id]/erasure"]);
  if (!mayPass(role, access["POST /api/records/[integration]/[model]/[id]/refetch"])) return null;

  function fetchAgain(): void {
    refetch.mutate(undefined, {
      onSuccess: ({ run }) =>
        toast("Kombo is asked for this record.", {
          action: { label: "See the run", onClick: () => router.push(runPath(run.id)) },
        }),
      onError: ({ message }) => toast(`The record was not fetched. ${message}`),
    });
  }

  return (
    <>
      <Menu
        trigger={
          <Button aria-label="More to do with this record" className="max-sm:grow-0!">
            <Icon of={Ellipsis} size="sm" />
          </Button>
        }
      >
        <MenuItem icon={RefreshCw} onSelect={fetchAgain}>
          Fetch again now
        </MenuItem>
        {mayErase ? (
          <MenuItem icon={record.erasure ? Undo2 : Eraser} onSelect={() => setAsked(record)}>
            {record.erasure ? "Lift the erasure…" : "Erase this record…"}
          </MenuItem>
        ) : null}
      </Menu>
      {asked ? <DecideErasure address={address} record={asked} onClose={() => setAsked(null)} /> : null}
    </>
  );
}
