"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { DataTable } from "@/components/data-table/data-table";
import { EmptyState } from "@/components/feedback/empty-state";
import { ErrorState } from "@/components/feedback/error-state";
import { SettingsPage } from "@/components/settings/settings-page";
import { Button } from "@/components/ui/button";
import type { CreatedToken } from "@/lib/auth/schema/tokens";
import { tokensQuery } from "@/lib/queries/tokens";

import { CreateTokenDialog } from "./create-token-dialog";
import { CreatedTokenDialog } from "./created-token-dialog";
import { tokenColumns } from "./token-columns";

type Step = { readonly kind: "none" | "asking" } | { readonly kind: "created"; readonly created: CreatedToken };

export function TokensView({ appUrl }: { readonly appUrl: string }) {
  const [step, setStep] = useState<Step>({ kind: "none" });
  const close = () => setStep({ kind: "none" });
  return (
    <SettingsPage
      current="/settings/tokens"
      lead="Keys of programs: for the consumer API, and for the commands that operators have."
      actions={
        <Button look="primary" onClick={() => setStep({ kind: "asking" })}>
          Create token…
        </Button>
      }
    >
      <TokenList />
      {step.kind === "asking" ? (
        <CreateTokenDialog onClose={close} onCreated={(created) => setStep({ kind: "created", created })} />
      ) : null}
      {step.kind === "created" ? <CreatedTokenDialog created={step.created} appUrl={appUrl} onClose={close} /> : null}
    </SettingsPage>
  );
}

function TokenList() {
  const { data, error, refetch } = useQuery(tokensQuery);
  if (error && !data) {
    return (
      <ErrorState
        subject="The tokens"
        unaffected="Those that exist go on working."
        error={error}
        onRetry={() => void refetch()}
      />
    );
  }
  if (data?.rows.length === 0) {
    return (
      <EmptyState
        title="No program has a token"
        text="Create one to read the mirror over /api/v1, or to start a full fetch from a script. What it may see is chosen then."
      />
    );
  }
  return (
    <div className="mt-4">
      <DataTable label="Tokens" columns={tokenColumns} rows={data?.rows} rowKey={({ id }) => id} height="two" />
    </div>
  );
}
