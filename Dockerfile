# Parley in one container: docker compose up --build. What it keeps is in /data.
FROM node:24-slim
WORKDIR /parley
# Two arenas: with 100,000 passages the process holds some 130 MB less (docs/benchmarks.md).
ENV DATA_DIR=/data NEXT_TELEMETRY_DISABLED=1 MALLOC_ARENA_MAX=2
COPY package.json package-lock.json ./
COPY scripts/install.mjs scripts/
RUN node scripts/install.mjs
COPY . .
RUN npm run build && mkdir /data && chown -R node:node /data .next prisma
USER node
VOLUME /data
EXPOSE 3000
HEALTHCHECK --start-period=60s CMD ["node", "-e", "fetch('http://127.0.0.1:3000/api/health').then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
CMD ["npm", "start"]
