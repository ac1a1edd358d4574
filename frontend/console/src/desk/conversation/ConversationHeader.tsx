import { ActionIcon, Button, Menu } from "@mantine/core";
import { Icon } from "../../icons";
import { useStaff, useWords } from "../../services";
import type { Conversation } from "../../types";
import type { Place } from "../place";
import { stateText } from "../queue/reason";
import { Verified } from "../Verified";
import { permissions } from "./permissions";
import { minutesOf, SNOOZES } from "./snooze";
import type { Steps } from "./steps";

interface Props {
  conversation: Conversation;
  place: Place;
  steps: Steps;
}

export function ConversationHeader({ conversation, place, steps }: Props) {
  const words = useWords();
  const staff = useStaff();
  return (
    <header className="conversation-head">
      <ActionIcon
        className="only-narrow"
        variant="subtle"
        color="gray"
        size={36}
        aria-label={words.conversation.back}
        data-testid="back"
        onClick={place.back}
      >
        <Icon name="back" size={20} />
      </ActionIcon>
      <div className="conversation-who">
        <h1 className="clip">{conversation.customer?.name ?? words.visitor}</h1>
        <p className="soft">
          <Verified by={conversation.verified_by} short /> · {stateText(conversation, words, staff.id)}
        </p>
      </div>
      <Button
        className="not-wide"
        variant="subtle"
        color="gray"
        size="compact-sm"
        onClick={place.showCustomer}
        data-testid="show-customer"
      >
        {words.conversation.customer}
      </Button>
      <Actions conversation={conversation} steps={steps} />
    </header>
  );
}

function Actions({ conversation, steps }: Omit<Props, "place">) {
  const words = useWords();
  const staff = useStaff();
  const { busy, take } = steps;
  const can = permissions(conversation, staff.id).steps;
  if (can.length === 0) return null;
  const taking = { bot: words.conversation.takeOver, snoozed: words.conversation.resume } as Readonly<
    Record<string, string>
  >;
  return (
    <div className="conversation-actions">
      {can.includes("release") && (
        <Button
          variant="subtle"
          color="gray"
          loading={busy === "release"}
          onClick={() => take("release")}
          data-testid="release"
        >
          {words.conversation.release}
        </Button>
      )}
      {can.includes("snooze") && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button
              variant="default"
              rightSection={<Icon name="down" size={14} />}
              loading={busy === "snooze"}
              data-testid="snooze"
            >
              {words.conversation.snooze}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {SNOOZES.map((one) => (
              <Menu.Item key={one} onClick={() => take("snooze", minutesOf(one, new Date()))}>
                {words.conversation.snoozeFor[one]}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {can.includes("resolve") && (
        <Button
          variant={can.includes("claim") ? "default" : "filled"}
          loading={busy === "resolve"}
          onClick={() => take("resolve")}
          data-testid="resolve"
        >
          {words.conversation.resolve}
        </Button>
      )}
      {can.includes("claim") && (
        <Button loading={busy === "claim"} onClick={() => take("claim")} data-testid="claim">
          {taking[conversation.state] ?? words.conversation.claim}
        </Button>
      )}
    </div>
  );
}
