# The app: web, actions, engine. Build from the project's root: docker build -f docker/app.Dockerfile .
FROM node:22-bookworm-slim AS frontend
WORKDIR /build/frontend
COPY frontend/ ./
RUN npm ci --no-audit --no-fund && npm run build

FROM python:3.11-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 HF_HUB_OFFLINE=1 ATTUNE_VAR_DIR=/var/lib/attune
WORKDIR /srv/attune
COPY requirements.txt ./
RUN pip install --no-cache-dir -r requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY engine/ engine/
COPY actions/ actions/
COPY web/ web/
COPY data/ data/
COPY rasa_bot/ rasa_bot/
COPY --from=frontend /build/web/static/ web/static/
RUN pip install --no-cache-dir --no-deps -e . \
    && useradd --system --create-home --uid 10001 attune \
    && mkdir -p /var/lib/attune && chown attune:attune /var/lib/attune
USER 10001
VOLUME /var/lib/attune
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=3s --start-period=60s --retries=6 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:8000/healthz', timeout=2)"]
CMD ["uvicorn", "--factory", "web.app:create_app", "--host", "0.0.0.0", "--port", "8000", "--no-access-log"]
