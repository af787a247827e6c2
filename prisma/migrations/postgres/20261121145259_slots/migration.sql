-- DropIndex
DROP INDEX "StreamSlot_userId_leaseUntil_idx";

-- Rows of the older form are nobody's.
DELETE FROM "StreamSlot";

-- AlterTable
ALTER TABLE "StreamSlot" DROP CONSTRAINT "StreamSlot_pkey",
ADD COLUMN     "number" INTEGER NOT NULL,
ADD CONSTRAINT "StreamSlot_pkey" PRIMARY KEY ("userId", "number");

-- CreateIndex
CREATE INDEX "StreamSlot_id_idx" ON "StreamSlot"("id");
