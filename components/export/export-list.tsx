"use client";

import { Download } from "lucide-react";
import dynamic from "next/dynamic";
import { type ReactNode, useState } from "react";

import { Button } from "@/components/ui/button";
import { Icon } from "@/components/ui/icon";

const AskExport = dynamic(async () => (await import("./ask-export")).AskExport);

export type ExportListProps = {
  /** `records`: its address is `/api/records/export`. */
  readonly list: "records" | "runs" | "webhooks";
  /** What one row is called. */
  readonly noun: string;
  readonly filters: Readonly<Record<string, string | undefined>>;
  /** What chooses the rows, in words; null without a filter. */
  readonly chosenBy: string | null;
  /** What of a row is in the file, and what is not. */
  readonly content: ReactNode;
};

/** The list as it is filtered, as a file. */
export function ExportList(props: ExportListProps) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button onClick={() => setIsAsking(true)}>
        <Icon of={Download} size="sm" />
        Export…
      </Button>
      {isAsking ? <AskExport {...props} onClose={() => setIsAsking(false)} /> : null}
    </>
  );
}
