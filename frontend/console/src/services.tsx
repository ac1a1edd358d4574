import { createContext, useContext } from "react";
import type { AudiencesApi } from "./api/audiences";
import type { ConsoleApi } from "./api/console";
import type { DeskApi } from "./api/desk";
import type { MiningApi } from "./api/mining";
import type { ExpectationsApi } from "./api/expectations";
import type { ImportsApi } from "./api/imports";
import type { KnowledgeApi } from "./api/knowledge";
import type { ModelsApi } from "./api/models";
import type { GesturesApi } from "./api/gestures";
import type { QuestionsApi } from "./api/questions";
import type { PromisesApi } from "./api/promises";
import type { ServiceApi } from "./api/service";
import type { RecommendationsApi } from "./api/recommendations";
import type { Outbox } from "./desk/conversation/outbox";
import type { DeskSocket } from "./desk/live/socket";
import type { TypingCustomers } from "./desk/live/typing";
import type { Memory } from "./memory";
import { useObservable, type Observable } from "./observable";
import type { Preferences } from "./preferences";
import { strings, type Words } from "./strings";
import type { Language, Staff } from "./types";

/** Who is signed in; "unknown" until the server has said, "expired" where a session ended by itself. */
export type Session = { staff: Staff } | "unknown" | "unreachable" | "none" | "expired" | "left";

/** Everything that lives as long as the page does; made once in main.tsx. */
export interface Services {
  api: DeskApi;
  models: ModelsApi;
  mining: MiningApi;
  expectations: ExpectationsApi;
  audiences: AudiencesApi;
  knowledge: KnowledgeApi;
  promises: PromisesApi;
  gestures: GesturesApi;
  questions: QuestionsApi;
  service: ServiceApi;
  recommendations: RecommendationsApi;
  imports: ImportsApi;
  admin: ConsoleApi;
  memory: Memory;
  preferences: Preferences;
  session: Observable<Session>;
  socket: DeskSocket;
  outbox: Outbox;
  typing: TypingCustomers;
  checkSession: () => Promise<void>;
  signOut: () => Promise<void>;
}

const ServicesContext = createContext<Services | null>(null);
export const ServicesProvider = ServicesContext.Provider;

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error("Services are given in main.tsx.");
  return services;
}

export function useLanguage(): Language {
  return useObservable(useServices().preferences.language);
}

export function useWords(): Words {
  return strings[useLanguage()];
}

/** Only below the sign-in page. */
export function useStaff(): Staff {
  const session = useObservable(useServices().session);
  if (typeof session === "string") throw new Error("Nobody is signed in.");
  return session.staff;
}
