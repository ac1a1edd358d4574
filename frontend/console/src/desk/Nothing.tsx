import { Icon, type IconName } from "../icons";

/** An empty place that says why it is empty and what happens next. */
export function Nothing({ icon, title, lead }: { icon: IconName; title: string; lead: string }) {
  return (
    <div className="nothing">
      <span className="nothing-icon">
        <Icon name={icon} size={24} />
      </span>
      <h2>{title}</h2>
      <p className="soft">{lead}</p>
    </div>
  );
}
