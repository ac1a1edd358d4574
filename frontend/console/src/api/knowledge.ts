import type {
  ArticleDraft,
  ArticleText,
  Batch,
  GapsPage,
  Part,
  QuestionShown,
} from "../console/knowledge/types";
import type { ApiClient } from "./client";

const ROOT = "/api/v1/console/knowledge";

/** The console's API of knowledge gaps and articles, for admins only. */
export class KnowledgeApi {
  constructor(private readonly client: ApiClient) {}

  page(signal?: AbortSignal): Promise<GapsPage> {
    return this.client.get(ROOT, signal);
  }

  async questions(gap: string, part: Part, signal?: AbortSignal): Promise<QuestionShown[]> {
    const path = `${ROOT}/gaps/${gap}/questions?part=${part}`;
    return (await this.client.get<{ questions: QuestionShown[] }>(path, signal)).questions;
  }

  toInbox(gap: string): Promise<Batch> {
    return this.client.post(`${ROOT}/gaps/${gap}/inbox`);
  }

  toArticle(gap: string): Promise<ArticleDraft> {
    return this.client.post(`${ROOT}/gaps/${gap}/article`);
  }

  draft(id: string, signal?: AbortSignal): Promise<ArticleDraft> {
    return this.client.get(`${ROOT}/drafts/${id}`, signal);
  }

  save(id: string, text: ArticleText): Promise<ArticleDraft> {
    return this.client.change("PUT", `${ROOT}/drafts/${id}`, text);
  }

  publish(id: string): Promise<ArticleDraft> {
    return this.client.post(`${ROOT}/drafts/${id}/publish`);
  }

  remove(id: string): Promise<object> {
    return this.client.change("DELETE", `${ROOT}/drafts/${id}`);
  }
}
