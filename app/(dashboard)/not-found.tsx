import { EmptyState } from "@/components/feedback/empty-state";
import { Page } from "@/components/shell/page";
import { ButtonLink } from "@/components/ui/button-link";

export default function DashboardNotFound() {
  return (
    <Page crumbs={[{ label: "Not found" }]}>
      <EmptyState
        level="h1"
        title="There is no such page"
        text="The address may be old or cut off, or lead to a page for administrators: ask one of them."
      >
        <ButtonLink href="/">Go to the overview</ButtonLink>
      </EmptyState>
    </Page>
  );
}
