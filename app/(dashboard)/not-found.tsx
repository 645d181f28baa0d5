import { EmptyState } from "@/components/feedback/empty-state";
import { Page } from "@/components/shell/page";
import { TextLink } from "@/components/ui/text-link";

export default function DashboardNotFound() {
  return (
    <Page crumbs={[{ label: "Not found" }]}>
      <EmptyState
        level="h1"
        title="There is no such page"
        text={
          <>
            The address may be old or cut off. <TextLink href="/">Go to the overview</TextLink>
          </>
        }
      />
    </Page>
  );
}
