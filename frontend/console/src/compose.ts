import type { QueryClient } from "@tanstack/react-query";
import { ApiError, type ApiClient } from "./api/client";
import { AudiencesApi } from "./api/audiences";
import { ConsoleApi } from "./api/console";
import type { DeskApi } from "./api/desk";
import { MiningApi } from "./api/mining";
import { ExpectationsApi } from "./api/expectations";
import { ImportsApi } from "./api/imports";
import { KnowledgeApi } from "./api/knowledge";
import { ModelsApi } from "./api/models";
import { GesturesApi } from "./api/gestures";
import { QuestionsApi } from "./api/questions";
import { PromisesApi } from "./api/promises";
import { ServiceApi } from "./api/service";
import { RecommendationsApi } from "./api/recommendations";
import { forgetDrafts } from "./desk/conversation/drafts";
import { Outbox } from "./desk/conversation/outbox";
import { applyFrame, refresh, storeMessage } from "./desk/live/cache";
import { DeskSocket } from "./desk/live/socket";
import { TypingCustomers } from "./desk/live/typing";
import { browserMemory } from "./memory";
import { Observable } from "./observable";
import { Preferences } from "./preferences";
import type { Services, Session } from "./services";

/** Puts the page's parts together; nothing is connected before somebody is signed in. */
export function compose(client: ApiClient, api: DeskApi, queries: QueryClient): Services {
  const session = new Observable<Session>("unknown");
  const typing = new TypingCustomers();
  const socket = new DeskSocket(
    (frame) => applyFrame(queries, typing, frame),
    () => void queries.invalidateQueries(),
  );
  const outbox = new Outbox(
    (id, kind, clientId, text) => api.say(id, kind, clientId, text),
    (id, message) => storeMessage(queries, id, message),
    (id) => refresh(queries, id),
  );
  client.onSignedOut = () => session.set(typeof session.value === "string" ? "none" : "expired");

  const checkSession = async (): Promise<void> => {
    try {
      session.set({ staff: (await api.me()).staff });
    } catch (error) {
      if (!(error instanceof ApiError && error.status === 401)) session.set("unreachable");
    }
  };
  const signOut = async (): Promise<void> => {
    await api.signOut();
    session.set("left");
    forgetDrafts(browserMemory);
    queries.clear();
  };

  const preferences = new Preferences(browserMemory);
  return {
    api,
    models: new ModelsApi(client),
    mining: new MiningApi(client),
    expectations: new ExpectationsApi(client),
    audiences: new AudiencesApi(client),
    knowledge: new KnowledgeApi(client),
    promises: new PromisesApi(client),
    gestures: new GesturesApi(client),
    questions: new QuestionsApi(client),
    service: new ServiceApi(client),
    recommendations: new RecommendationsApi(client),
    imports: new ImportsApi(client),
    admin: new ConsoleApi(client),
    memory: browserMemory,
    preferences,
    session,
    socket,
    outbox,
    typing,
    checkSession,
    signOut,
  };
}
