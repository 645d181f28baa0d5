import { consumerCases } from "./consumer-cases";
import type { ListCase } from "./list-case";
import { operationCases } from "./operation-cases";
import { recordCases } from "./record-cases";

/** Every list, filter, search, count and chart of the product. */
export const listCases: readonly ListCase[] = [...recordCases, ...operationCases, ...consumerCases];
