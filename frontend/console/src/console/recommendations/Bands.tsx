import { named, number, percent } from "../../format";
import { useLanguage, useWords } from "../../services";
import { Explained } from "../models/Explained";
import { ShareBar } from "./Bar";
import { Definitions } from "./Definitions";
import type { Band } from "./types";

/** What is shown of products that sell much, some and little, beside how many of them there are. */
export function Bands({ bands }: { bands: Band[] }) {
  const text = useWords().recommendations;
  const language = useLanguage();
  const head = bands.find(({ name }) => name === "head");
  const columns = [
    [text.catalogue, text.catalogueHelp],
    [text.exposure, text.exposureHelp],
    [text.purchases, text.purchasesHelp],
    [text.everShown, text.everShownHelp],
  ] as const;
  return (
    <section className="sheet" data-testid="report-bands">
      <h2>{head ? text.bandsTitle(percent(head.exposure), percent(head.catalogue)) : text.band}</h2>
      <table className="models-table fair-table">
        <thead>
          <tr>
            <th>{text.band}</th>
            {columns.map(([name, help]) => (
              <th key={name} className="figure">
                <Explained as="span" name={name} help={help} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {bands.map((band) => (
            <tr key={band.name} data-testid={`band-${band.name}`}>
              <th scope="row">
                {named(text.bands, band.name)}
                <small className="soft">{text.bandHelp[band.name]}</small>
              </th>
              <td className="figure" data-label={text.catalogue}>
                <Share value={band.catalogue} />
              </td>
              <td className="figure" data-label={text.exposure}>
                <Share value={band.exposure} />
              </td>
              <td className="figure" data-label={text.purchases}>
                {percent(band.purchases)}
              </td>
              <td className="figure" data-label={text.everShown}>
                {text.outOf(number(band.shown, language), number(band.items, language))}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Definitions of={columns} />
    </section>
  );
}

function Share({ value }: { value: number }) {
  return (
    <span className="fair-figure">
      {percent(value)}
      <ShareBar share={value} />
    </span>
  );
}
