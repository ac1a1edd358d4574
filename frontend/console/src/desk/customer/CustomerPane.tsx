import { ActionIcon, Skeleton } from "@mantine/core";
import { Icon } from "../../icons";
import { useWords } from "../../services";
import type { CustomerView } from "../../types";
import { useConversation, useCustomer } from "../data";
import { Nothing } from "../Nothing";
import type { Place } from "../place";
import { Trouble } from "../Trouble";
import { Verified } from "../Verified";
import { GapBars } from "./GapBars";
import { GestureSection } from "./GestureSection";
import { NextBest } from "./NextBest";
import { Orders } from "./Orders";
import { Outlooks } from "./Outlooks";
import { PastConversations } from "./PastConversations";
import { ProfileFacts } from "./ProfileFacts";
import { QuestionSection } from "./QuestionSection";
import { Recommendations } from "./Recommendations";
import { SegmentFacts } from "./SegmentFacts";

export function CustomerPane({ id, place }: { id: string; place: Place }) {
  const words = useWords();
  const { data, error, refetch } = useCustomer(id);
  return (
    <aside className="pane pane-customer" aria-label={words.customer.label} data-testid="customer-pane">
      <div className="not-wide customer-back">
        <ActionIcon
          variant="subtle"
          color="gray"
          size={36}
          aria-label={words.conversation.backToConversation}
          onClick={place.back}
        >
          <Icon name="back" size={20} />
        </ActionIcon>
        <span>{words.conversation.backToConversation}</span>
      </div>
      {data ? (
        <Facts view={data} conversationId={id} place={place} />
      ) : error ? (
        <Trouble error={error} retry={() => void refetch()} />
      ) : (
        <div className="conversation-loading" role="status" aria-label={words.loading}>
          <Skeleton height={48} />
          <Skeleton height={120} />
          <Skeleton height={160} />
        </div>
      )}
    </aside>
  );
}

function Facts({
  view,
  conversationId,
  place,
}: {
  view: CustomerView;
  conversationId: string;
  place: Place;
}) {
  const words = useWords();
  const { customer, profile, expected, gap } = view;
  const conversation = useConversation(conversationId).data;
  const spoken = conversation?.language ?? null;
  return (
    <>
      {customer ? (
        <header className="customer-who">
          <h2 className="clip">{customer.name}</h2>
          <Verified by={customer.verified_by} />
          {customer.email && <p className="soft clip">{customer.email}</p>}
          {customer.phone && <p className="soft tabular">{customer.phone}</p>}
        </header>
      ) : (
        <div className="customer-unknown">
          <Verified by={null} />
          <Nothing icon="person" title={words.customer.anonymous} lead={words.customer.anonymousLead} />
        </div>
      )}
      {customer && <GestureSection conversationId={conversationId} spoken={spoken} />}
      {view.next_action && <NextBest action={view.next_action} />}
      {customer && (
        <QuestionSection conversationId={conversationId} holder={conversation?.holder?.id ?? null} />
      )}
      {profile && <ProfileFacts profile={profile} spoken={spoken} currency={view.orders[0]?.currency} />}
      {customer && expected && (
        <Outlooks customer={customer.id} expected={expected} currency={view.orders[0]?.currency} />
      )}
      {profile?.standing && <SegmentFacts standing={profile.standing} />}
      {gap && <GapBars gap={gap} />}
      {customer && <Orders orders={view.orders} />}
      <Recommendations suggestions={view.recommendations} />
      {customer && <PastConversations past={view.past} onOpen={place.open} />}
    </>
  );
}
