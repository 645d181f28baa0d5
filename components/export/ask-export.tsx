"use client";

import { useMutation } from "@tanstack/react-query";
import { Check } from "lucide-react";
import { useEffect, useRef, useState } from "react";

import { ProblemNote } from "@/components/feedback/problem-note";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { KeyValue, KeyValues } from "@/components/ui/key-values";
import { RadioRows } from "@/components/ui/radio-rows";
import { Status } from "@/components/ui/status";
import { formatBytes, formatCount } from "@/lib/format";
import { type Download as Fetched, emptyDownload, fetchExportPart } from "@/lib/queries/export";

import type { ExportListProps } from "./export-list";
import { saveFile } from "./save-file";

const formats = [
  { value: "csv", label: "CSV", note: "the columns of the list, for spreadsheets" },
  { value: "ndjson", label: "NDJSON", note: "one JSON object a line, for programs" },
] as const;
type Format = (typeof formats)[number]["value"];

/** Says what leaves, fetches it part by part, and saves it when it is whole; what broke off goes on where it was. */
export function AskExport(props: ExportListProps & { readonly onClose: () => void }) {
  const { list, noun, chosenBy, content, onClose } = props;
  const [format, setFormat] = useState<Format>("csv");
  const [bytes, setBytes] = useState(0);
  const primaryRef = useRef<HTMLButtonElement>(null);
  const { start, fetched, download } = useDownload(props, { format, onBytes: setBytes });
  const isBegun = fetched.parts.length > 0;
  const isStill = download.isIdle || download.isError;
  return (
    <Dialog
      isOpen
      onOpenChange={onClose}
      initialFocus={primaryRef}
      title={`Export ${noun}s`}
      description={chosenBy === null ? `All ${noun}s there are.` : `All that match ${chosenBy}.`}
      footer={
        <>
          {download.isSuccess ? null : <Button onClick={onClose}>{download.isPending ? "Stop" : "Cancel"}</Button>}
          <Button
            ref={primaryRef}
            look="primary"
            aria-disabled={download.isPending}
            onClick={download.isSuccess ? onClose : start}
          >
            {nameAction(download.isSuccess, { isBegun, format })}
          </Button>
        </>
      }
    >
      {isStill && !isBegun ? (
        <div className="mt-4">
          <RadioRows label="Format" value={format} onChange={setFormat} options={formats} />
        </div>
      ) : null}
      {isStill ? <WhatLeaves noun={noun} content={content} /> : null}
      <ExportState {...props} fetched={fetched} download={download} bytes={bytes} fileName={`${list}.${format}`} />
    </Dialog>
  );
}

type ExportStateProps = Pick<ExportListProps, "noun"> & {
  readonly fetched: Fetched;
  readonly download: ReturnType<typeof useDownload>["download"];
  readonly bytes: number;
  readonly fileName: string;
};

function ExportState({ noun, fetched, download, bytes, fileName }: ExportStateProps) {
  const rows = formatCount(fetched.rows, noun);
  return (
    <>
      <output className="mt-4 block">
        {download.isPending ? `Exporting: ${rows} so far, ${formatBytes(bytes)} of the next received.` : null}
        {download.isSuccess ? (
          <Status icon={Check} tone="success">
            Saved {fileName} with {rows}.
          </Status>
        ) : null}
      </output>
      {download.isError ? (
        <ProblemNote>
          The export is not complete; {rows} of it are here. {download.error.message}
        </ProblemNote>
      ) : null}
    </>
  );
}

type Step = { readonly isBegun: boolean; readonly format: Format };

function nameAction(isDone: boolean, { isBegun, format }: Step): string {
  if (isDone) return "Close";
  return isBegun ? "Continue" : `Export as ${format === "csv" ? "CSV" : "NDJSON"}`;
}

function WhatLeaves({ noun, content }: Pick<ExportListProps, "noun" | "content">) {
  return (
    <>
      <h3 className="mt-5 mb-1 font-semibold">What leaves</h3>
      <KeyValues>
        <KeyValue label="Fields">{content}</KeyValue>
        <KeyValue label="Masked">as on the screen: what you may not see is not in the file</KeyValue>
        <KeyValue label="Audit log">your name, the filters, and how many {noun}s left</KeyValue>
      </KeyValues>
    </>
  );
}

type Chosen = { readonly format: Format; readonly onBytes: (bytes: number) => void };

/** Stops when it is left. */
function useDownload({ list, filters }: ExportListProps, { format, onBytes }: Chosen) {
  const [fetched, setFetched] = useState<Fetched>(emptyDownload);
  const aborter = useRef<AbortController>(null);
  useEffect(() => () => aborter.current?.abort(), []);
  const download = useMutation({
    mutationKey: ["export", list],
    async mutationFn() {
      aborter.current = new AbortController();
      const request = { path: `/api/${list}/export`, query: { ...filters, format }, onBytes };
      let soFar = fetched;
      while (!soFar.isComplete) {
        soFar = await fetchExportPart({ ...request, signal: aborter.current.signal }, soFar);
        setFetched(soFar);
      }
      saveFile(new Blob([...soFar.parts]), `${list}.${format}`);
    },
  });
  const start = () => {
    if (!download.isPending) download.mutate();
  };
  return { start, fetched, download };
}
