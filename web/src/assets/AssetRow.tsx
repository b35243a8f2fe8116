// One row of the grid; what has not come yet is a skeleton of the same size.
import type { Asset } from "../api/types";
import { Skeleton } from "../ui/Skeleton";
import { AssetTile } from "./AssetTile";
import type { Layout } from "./grid";

interface Props {
  row: number;
  layout: Layout;
  gap: number;
  /** Of the assets in it. */
  indexes: readonly number[];
  at: (index: number) => Asset | undefined;
  /** The index that Tab leads to. */
  reach: number;
  does?: string | undefined;
  onOpen: (asset: Asset) => void;
}

export function AssetRow({ row, layout, gap, indexes, at, reach, does, onOpen }: Props) {
  const gridTemplateColumns = `repeat(${layout.columns}, minmax(0, 1fr))`;
  return (
    // biome-ignore lint/a11y/useSemanticElements: a table's rows cannot be placed freely
    // biome-ignore lint/a11y/useFocusableInteractive: the tiles in it have the focus
    <div
      role="row"
      aria-rowindex={row + 1}
      className="absolute inset-x-0 grid"
      style={{ top: row * layout.row, gap, gridTemplateColumns }}
    >
      {indexes.map((index) => {
        const asset = at(index);
        return (
          // biome-ignore lint/a11y/useSemanticElements: as above
          // biome-ignore lint/a11y/useFocusableInteractive: as above
          <div key={asset?.id ?? index} role="gridcell" aria-colindex={(index % layout.columns) + 1} data-index={index}>
            {asset ? (
              <AssetTile asset={asset} reachable={index === reach} does={does} onOpen={onOpen} />
            ) : (
              <TileOnItsWay />
            )}
          </div>
        );
      })}
    </div>
  );
}

function TileOnItsWay() {
  return (
    <>
      <Skeleton className="aspect-square rounded-card" />
      <Skeleton className="mt-2 h-4 w-3/4" />
    </>
  );
}
