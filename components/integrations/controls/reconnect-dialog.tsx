"use client";

import { useMutation } from "@tanstack/react-query";
import { useState } from "react";

import { nameIntegration } from "@/components/integrations/integration-name";
import { KeyValue } from "@/components/ui/key-values";
import { LinkOnceDialog } from "@/components/ui/link-once-dialog";
import { Segmented } from "@/components/ui/segmented";
import type { IntegrationDetail } from "@/lib/health/schema";
import { reconnectionLinkMutation } from "@/lib/queries/integration-controls";
import type { ReconnectRequest } from "@/lib/sync/schema/controls";

import { ControlDialog } from "./control-dialog";

type Language = ReconnectRequest["language"];

const languageOptions = [
  { value: "en", label: "English" },
  { value: "de", label: "German" },
  { value: "fr", label: "French" },
  { value: "it", label: "Italian" },
  { value: "es", label: "Spanish" },
] as const satisfies readonly { readonly value: Language; readonly label: string }[];

type ReconnectDialogProps = { readonly integration: IntegrationDetail; readonly onClose: () => void };

/** For a customer whose tool refuses Kombo: they sign in again, and nothing else changes. */
export function ReconnectDialog({ integration, onClose }: ReconnectDialogProps) {
  const name = nameIntegration(integration);
  const [language, setLanguage] = useState<Language>("en");
  const deed = useMutation(reconnectionLinkMutation(integration.komboIntegrationId));
  if (deed.data) {
    return (
      <LinkOnceDialog
        url={deed.data.link}
        title={`Send this link to ${name}`}
        description="Whoever opens it is asked to sign in to the customer's tool. As soon as they have, Kombo says so here."
        note="It is shown only now and not stored here. Make another one if it is lost."
        onClose={onClose}
      />
    );
  }
  return (
    <ControlDialog
      title={`Make a reconnection link for ${name}?`}
      description={`With it the customer signs in to ${integration.toolLabel} again. The integration, its id and its records stay the same.`}
      choice={<Segmented label="Language" value={language} options={languageOptions} onChange={setLanguage} />}
      effects={
        <>
          <KeyValue label="At Kombo">1 new link, a magic link that needs no application around it</KeyValue>
          <KeyValue label="Here">
            the link is shown once, is not stored, and your name is written to the audit log
          </KeyValue>
          <KeyValue label="Whoever opens it">
            can connect another account of {integration.toolLabel}: send it to the customer only
          </KeyValue>
        </>
      }
      button="Make the link"
      refusal="No link was made."
      deed={deed}
      onConfirm={() => deed.mutate({ language })}
      onClose={onClose}
    />
  );
}
