# The turn engine. Build from the project's root: docker build -f docker/rasa.Dockerfile .
FROM python:3.10-slim-bookworm
ENV PYTHONUNBUFFERED=1 PYTHONDONTWRITEBYTECODE=1 RASA_TELEMETRY_ENABLED=false TF_CPP_MIN_LOG_LEVEL=3 \
    ATTUNE_TRACKER_DB=/var/lib/attune/tracker.db
WORKDIR /srv/attune
COPY rasa_bot/requirements.txt rasa_bot/requirements.txt
RUN pip install --no-cache-dir -r rasa_bot/requirements.txt
COPY rasa_bot/ rasa_bot/
RUN useradd --system --create-home --uid 10001 attune \
    && mkdir -p /var/lib/attune && chown attune:attune /var/lib/attune
USER 10001
VOLUME /var/lib/attune
# Reachable from the app's network only; the compose file publishes no port of it.
EXPOSE 5005
HEALTHCHECK --interval=10s --timeout=3s --start-period=120s --retries=6 \
    CMD ["python", "-c", "import urllib.request as r; r.urlopen('http://127.0.0.1:5005/webhooks/turn/health', timeout=2)"]
CMD ["python", "-m", "rasa", "run", "--model", "/var/lib/attune/models/live.tar.gz", \
     "--credentials", "rasa_bot/credentials.yml", "--endpoints", "rasa_bot/endpoints.yml", \
     "--interface", "0.0.0.0", "--port", "5005"]
