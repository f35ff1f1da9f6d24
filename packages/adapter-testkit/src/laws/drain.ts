import type { Plan, Remark, Skipped, Unit } from "@zcf/contract";
import type { Operation } from "@zcf/core";

/** Everything that a plan brings along as its units. */
async function itemsOf(plan: Plan): Promise<readonly (Unit | Skipped | Remark)[]> {
  const items: (Unit | Skipped | Remark)[] = [];
  for await (const item of plan.units()) items.push(item);
  return items;
}

export async function unitsOf(operation: Operation): Promise<readonly Unit[]> {
  const found: Unit[] = [];
  for (const { plan } of operation.stores)
    found.push(...(await itemsOf(plan)).filter((item) => item.kind === "unit"));
  return found;
}

/** An operation without what can only be called. */
export async function dataOf(operation: Operation): Promise<unknown> {
  const stores = [];
  for (const { store, from, to, plan } of operation.stores) {
    const { units: _units, ...data } = plan;
    stores.push({ store, from, to, ...data, items: await itemsOf(plan) });
  }
  return stores;
}
