import { lazy, Suspense } from "react";
import { Loader } from "@mantine/core";
import { Navigate, Route, Routes } from "react-router";
import { useWords } from "../services";
import { Navigation } from "./Navigation";
import "../desk/desk.css";
import "./console.css";

const Inbox = lazy(async () => ({ default: (await import("./inbox/Inbox")).Inbox }));
const TrainingData = lazy(async () => ({ default: (await import("./data/TrainingData")).TrainingData }));
const Models = lazy(async () => ({ default: (await import("./models/Models")).Models }));
const Segments = lazy(async () => ({ default: (await import("./segments/Segments")).Segments }));
const Audiences = lazy(async () => ({ default: (await import("./audiences/Audiences")).Audiences }));
const Expectations = lazy(async () => ({
  default: (await import("./expectations/Expectations")).Expectations,
}));
const ServiceQuality = lazy(async () => ({
  default: (await import("./service/ServiceQuality")).ServiceQuality,
}));
const Promises = lazy(async () => ({ default: (await import("./promises/Promises")).Promises }));
const Recommendations = lazy(async () => ({
  default: (await import("./recommendations/Recommendations")).Recommendations,
}));
const Imports = lazy(async () => ({ default: (await import("./imports/Imports")).Imports }));

const Review = lazy(async () => ({ default: (await import("./review/Review")).Review }));
const GapMap = lazy(async () => ({ default: (await import("./gaps/GapMap")).GapMap }));
const KnowledgeGaps = lazy(async () => ({
  default: (await import("./knowledge/KnowledgeGaps")).KnowledgeGaps,
}));
const ArticleEditor = lazy(async () => ({
  default: (await import("./knowledge/ArticleEditor")).ArticleEditor,
}));
const Trends = lazy(async () => ({ default: (await import("./trends/Trends")).Trends }));

/** The admins' side: what the assistant did not understand, what it learns from, what is unusual or to come. */
export function Console() {
  const words = useWords();
  return (
    <div className="console">
      <Navigation />
      <main className="console-page">
        <Suspense fallback={<Loader className="console-loading" size="sm" aria-label={words.loading} />}>
          <Routes>
            <Route path="inbox" element={<Inbox />} />
            <Route path="data" element={<TrainingData />} />
            <Route path="models/*" element={<Models />} />
            <Route path="segments" element={<Segments />} />
            <Route path="audiences" element={<Audiences />} />
            <Route path="review" element={<Review />} />
            <Route path="gaps" element={<GapMap />} />
            <Route path="knowledge" element={<KnowledgeGaps />} />
            <Route path="knowledge/articles/:id" element={<ArticleEditor />} />
            <Route path="trends" element={<Trends />} />
            <Route path="expectations" element={<Expectations />} />
            <Route path="service" element={<ServiceQuality />} />
            <Route path="promises" element={<Promises />} />
            <Route path="recommendations" element={<Recommendations />} />
            <Route path="imports/*" element={<Imports />} />
            <Route path="*" element={<Navigate to="/console/inbox" replace />} />
          </Routes>
        </Suspense>
      </main>
    </div>
  );
}
