-- AlterTable
ALTER TABLE "User" ADD COLUMN "spentMicros" BIGINT NOT NULL DEFAULT 0;
ALTER TABLE "User" ADD COLUMN "spentMonth" TEXT;
ALTER TABLE "User" ADD COLUMN "takingId" TEXT;

-- AlterTable
ALTER TABLE "LedgerEntry" DROP COLUMN "balanceMicros";

-- RedefineTables: nothing refers to it, and what was reserved under the older columns is given back by nobody.
DROP TABLE "Reservation";
CREATE TABLE "Reservation" (
    "id" TEXT NOT NULL PRIMARY KEY,
    "userId" TEXT NOT NULL,
    "amountMicros" BIGINT NOT NULL,
    "isCharged" BOOLEAN NOT NULL,
    "usage" TEXT NOT NULL,
    "modelId" TEXT NOT NULL,
    "conversationId" TEXT,
    "messageId" TEXT,
    "knowledgeBaseId" TEXT,
    "inputTokens" INTEGER NOT NULL,
    "inputMicrosPerMillion" BIGINT NOT NULL,
    "outputMicrosPerMillion" BIGINT NOT NULL,
    "createdAt" DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expiresAt" DATETIME NOT NULL,
    CONSTRAINT "Reservation_userId_fkey" FOREIGN KEY ("userId") REFERENCES "User" ("id") ON DELETE CASCADE ON UPDATE CASCADE
);
CREATE INDEX "Reservation_expiresAt_idx" ON "Reservation"("expiresAt");
CREATE INDEX "Reservation_userId_idx" ON "Reservation"("userId");
