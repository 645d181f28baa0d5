import Link from "next/link";

import { healthLooks } from "@/components/integrations/health-state";
import { nameIntegration } from "@/components/integrations/integration-name";
import { Mark } from "@/components/ui/mark";
import { Section } from "@/components/ui/panel";
import { Time } from "@/components/ui/time";
import { formatCount, formatNumber } from "@/lib/format";
import type { Overview } from "@/lib/health/schema";
import { integrationPath } from "@/lib/paths";

import { CellMark, CellText, filledOf } from "./board-cell";
import {
  buildBoard,
  columnsMax,
  findCell,
  findWorstOther,
  isFetched,
  isWhole,
  oldestOf,
  type BoardGroup,
  type BoardIntegration,
} from "./board-layout";

type FreshnessBoardProps = Pick<Overview, "integrations" | "endpointLabels">;

/** Every endpoint of every customer on one screen. */
export function FreshnessBoard({ integrations, endpointLabels }: FreshnessBoardProps) {
  return (
    <Section title="Freshness" count="time since the last complete fetch">
      <div className="overflow-hidden rounded-lg border">
        {buildBoard(integrations, endpointLabels).map((group) => (
          <GroupTable key={group.category} group={group} />
        ))}
      </div>
    </Section>
  );
}

function GroupTable({ group }: { readonly group: BoardGroup }) {
  const { category, columns, otherCount, integrations } = group;
  const span = columns.length + (otherCount > 0 ? 1 : 0);
  return (
    <table aria-label={`Freshness, ${category}`} className="w-full table-fixed border-b last:border-b-0 max-sm:block">
      <colgroup className="max-sm:hidden">
        <col className="w-[31%]" />
        <col span={span} className="w-[11.5%]" />
        {span < columnsMax ? <col span={columnsMax - span} className="w-[11.5%]" /> : null}
      </colgroup>
      <thead className="max-sm:sr-only">
        <tr className="text-2xs text-subtle border-b text-left">
          <th scope="col" className="text-fg h-7 px-2 text-xs font-semibold">
            {category} <span className="text-subtle font-normal">{formatNumber(integrations.length)}</span>
          </th>
          {columns.map(({ endpoint, label }) => (
            <th key={endpoint} scope="col" className="truncate px-2 font-medium">
              {label}
            </th>
          ))}
          {otherCount > 0 ? (
            <th scope="col" className="truncate px-2 font-medium">
              {formatCount(otherCount, "other")}
            </th>
          ) : null}
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {integrations.map((integration) => (
          <tr
            key={integration.komboIntegrationId}
            className="border-border-faint hover:bg-hover border-b last:border-b-0 max-sm:block max-sm:px-3 max-sm:py-2.5"
          >
            <th
              scope="row"
              className="h-8 px-2 text-left font-normal max-sm:flex max-sm:h-auto max-sm:items-center max-sm:gap-3 max-sm:p-0"
            >
              <IntegrationName integration={integration} />
            </th>
            {isWhole(integration) ? (
              <WholeBar integration={integration} />
            ) : (
              <Cells integration={integration} group={group} />
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function IntegrationName({ integration }: { readonly integration: BoardIntegration }) {
  const oldest = oldestOf(integration);
  return (
    <>
      <Link
        href={integrationPath(integration.komboIntegrationId)}
        className="flex min-w-0 items-center gap-2 rounded-sm max-sm:min-h-6 max-sm:grow"
      >
        <Mark name={nameIntegration(integration)} />
        <span className="truncate font-medium">{nameIntegration(integration)}</span>
        <span className="text-subtle shrink-[99] truncate text-xs max-xl:hidden">{integration.toolLabel}</span>
      </Link>
      {oldest && !isWhole(integration) ? <Time value={oldest} className="text-subtle text-xs sm:hidden" /> : null}
    </>
  );
}

function Cells({ integration, group }: { readonly integration: BoardIntegration; readonly group: BoardGroup }) {
  const loud = integration.cells.filter(
    (cell) => isFetched(cell) && (cell.running || healthLooks[cell.health].isFilled),
  );
  return (
    <>
      {group.columns.map(({ endpoint }) => (
        <td key={endpoint} className="px-0.5 max-sm:hidden">
          <CellMark cell={findCell(integration, endpoint)} />
        </td>
      ))}
      {group.otherCount > 0 ? (
        <td className="px-0.5 max-sm:hidden">
          <CellMark cell={findWorstOther(integration)} />
        </td>
      ) : null}
      {loud.length > 0 ? (
        <td className="hidden max-sm:mt-1 max-sm:flex max-sm:flex-wrap max-sm:gap-1">
          {loud.map((cell) => (
            <CellMark key={cell.endpoint} cell={cell} label={group.labels[cell.endpoint] ?? cell.endpoint} />
          ))}
        </td>
      ) : null}
    </>
  );
}

function WholeBar({ integration }: { readonly integration: BoardIntegration }) {
  return (
    <td colSpan={columnsMax} className="px-0.5 max-sm:mt-1 max-sm:block max-sm:p-0">
      <WholeText integration={integration} />
    </td>
  );
}

function WholeText({ integration }: { readonly integration: BoardIntegration }) {
  const look = healthLooks[integration.health.kind];
  const oldest = oldestOf(integration);
  return (
    <CellText icon={look.icon} className={look.isFilled ? filledOf(look.tone) : "text-subtle"}>
      <span className="truncate">
        {oldest ? (
          <>
            <Time value={oldest} />,{" "}
          </>
        ) : null}
        all {formatCount(integration.cells.filter(isFetched).length, "endpoint")}: {look.word.toLowerCase()}
      </span>
    </CellText>
  );
}
