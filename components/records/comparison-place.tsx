import { Panel } from "@/components/ui/panel";
import { Skeleton } from "@/components/ui/skeleton";

/** Where a comparison will stand: so tall that what stands below it is not seen to move. */
export function ComparisonPlace() {
  return (
    <Panel className="min-h-[80vh] px-4 py-5">
      <Skeleton className="w-2/3" />
    </Panel>
  );
}
