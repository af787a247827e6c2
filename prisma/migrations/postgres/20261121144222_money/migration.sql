-- AlterTable
ALTER TABLE "User" ADD COLUMN     "spentMicros" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "spentMonth" TEXT,
ADD COLUMN     "takingId" TEXT;

-- AlterTable
ALTER TABLE "LedgerEntry" DROP COLUMN "balanceMicros";

-- AlterTable
ALTER TABLE "Reservation" ADD COLUMN     "conversationId" TEXT,
ADD COLUMN     "inputMicrosPerMillion" BIGINT NOT NULL,
ADD COLUMN     "inputTokens" INTEGER NOT NULL,
ADD COLUMN     "isCharged" BOOLEAN NOT NULL,
ADD COLUMN     "knowledgeBaseId" TEXT,
ADD COLUMN     "messageId" TEXT,
ADD COLUMN     "modelId" TEXT NOT NULL,
ADD COLUMN     "outputMicrosPerMillion" BIGINT NOT NULL,
ADD COLUMN     "usage" "UsageKind" NOT NULL;
