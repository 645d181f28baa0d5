import { CopyButton } from "@/components/ui/copy-button";

/** What is entered in Kombo, to read and to copy. */
export function WebhookAddress({ url }: { readonly url: string }) {
  return (
    <div className="border-border-strong bg-surface flex min-h-9 items-center gap-2 rounded-md border py-1 pr-1 pl-3">
      <code className="mono min-w-0 grow py-0.5 wrap-anywhere">{url}</code>
      <CopyButton text={url} label="Copy the webhook URL" />
    </div>
  );
}
