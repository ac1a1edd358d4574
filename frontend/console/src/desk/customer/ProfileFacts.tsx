import type { ReactNode } from "react";
import { elapsed, localised, money, number, percent } from "../../format";
import { useLanguage, useWords } from "../../services";
import type { Profile } from "../../types";
import { useCurrency } from "../data";
import { useNow } from "../now";
import { Section } from "./Section";

const CATEGORIES = 4;

interface Props {
  profile: Profile;
  /** The language of this conversation, where the account names none. */
  spoken: string | null;
  currency: string | undefined;
}

export function ProfileFacts({ profile, spoken, currency }: Props) {
  const words = useWords();
  const language = useLanguage();
  const shop = useCurrency();
  const now = useNow();
  const speaks = (profile.language ?? spoken) === "zh" ? "zh" : "en";
  const last = profile.last_order_at;
  return (
    <Section title={words.customer.profile} testId="profile">
      <dl className="profile">
        <Fact label={words.customer.orders}>{number(profile.orders, language)}</Fact>
        <Fact label={words.customer.spent}>{money(profile.spent_cents, currency ?? shop, language)}</Fact>
        <Fact label={words.customer.openOrders}>{number(profile.open_orders, language)}</Fact>
        <Fact label={words.customer.lastOrder}>
          {last ? words.customer.ago(elapsed(last, words, now)) : words.customer.none}
        </Fact>
        <Fact label={words.customer.returnRate}>
          {profile.return_rate === null ? words.customer.none : percent(profile.return_rate)}
        </Fact>
        <Fact label={words.customer.language}>{words.queue.language[speaks]}</Fact>
      </dl>
      {profile.favourite_categories.length > 0 && (
        <>
          <h4>{words.customer.categories}</h4>
          <ul className="bars">
            {profile.favourite_categories.slice(0, CATEGORIES).map(({ id, name, share }) => (
              <li key={id}>
                <span className="clip">{localised(name, language)}</span>
                <svg className="bar" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
                  <rect width="100" height="6" className="bar-ground" />
                  <rect width={Math.round(share * 100)} height="6" className="bar-share" />
                </svg>
                <span className="tabular">{percent(share)}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </Section>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd className="tabular">{children}</dd>
    </div>
  );
}
