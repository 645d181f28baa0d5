"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";

import { FilterChip } from "@/components/ui/filter-chip";
import { endpointsQuery } from "@/lib/queries/endpoints";

type EndpointFilterProps = {
  readonly value: string | null;
  readonly onChange: (endpoint: string | null) => void;
};

export function EndpointFilter({ value, onChange }: EndpointFilterProps) {
  const [wasOpened, setWasOpened] = useState(false);
  const { data } = useQuery({ ...endpointsQuery, enabled: wasOpened || value !== null });
  return (
    <FilterChip
      label="Endpoint"
      value={value}
      options={data?.map(({ path, label, category }) => ({ value: path, label, note: category }))}
      onOpen={() => setWasOpened(true)}
      onChange={onChange}
    />
  );
}

/** What an endpoint is called; its path until that is known. */
export function useEndpointName(path: string | null): string | null {
  const { data } = useQuery({ ...endpointsQuery, enabled: path !== null });
  return data?.find((endpoint) => endpoint.path === path)?.label ?? path;
}
