"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { useState } from "react";

import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import { formatCount } from "@/lib/format";
import { integrationQuery } from "@/lib/queries/integrations";

const FullFetchDialog = dynamic(() =>
  import("@/components/integrations/full-fetch-dialog").then((loaded) => loaded.FullFetchDialog),
);

/** Heals an integration from where its trouble is read: the dialog first says what a full fetch of it means. */
export function HealNow({ komboIntegrationId }: { readonly komboIntegrationId: string }) {
  const [isAsking, setIsAsking] = useState(false);
  const { data, isFetching, isError, refetch } = useQuery({
    ...integrationQuery(komboIntegrationId),
    enabled: isAsking,
  });

  function ask(): void {
    setIsAsking(true);
    if (isError) void refetch();
  }

  return (
    <>
      <Button size="sm" disabled={isAsking && isFetching && !data} onClick={ask}>
        {isError && !data ? "Try again…" : "Full fetch…"}
      </Button>
      {isAsking && data ? (
        <FullFetchDialog
          integration={data}
          onClose={() => setIsAsking(false)}
          onStarted={(runs) => toast(`Full fetch of ${formatCount(runs.length, "endpoint")} started`)}
        />
      ) : null}
    </>
  );
}
