package org.p2pltr;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.p2pltr.planted.CoreSins;
import org.p2pltr.planted.FamilySins;
import org.p2pltr.planted.LibrarySins;
import org.p2pltr.planted.SpringSins;
import org.p2pltr.planted.TestSins;
import org.p2pltr.planted.WorldSins;
import org.p2pltr.wiki.planted.WikiSins;

/** Who may import whom, in all modules; and that each rule finds the sins planted for it. */
class ArchitectureTest {
    private static final String ROOT = "org.p2pltr";

    // One import for all, as looking up the libraries' classes is what takes time.
    private static final JavaClasses ALL = new ClassFileImporter().importPackages(ROOT);
    private static final JavaClasses MAIN = ALL.that(not(ofTests()));
    private static final JavaClasses TESTS =
            ALL.that(ofTests().and(not(resideInAPackage("..planted.."))));

    /**
     * A rule, whom it binds, and classes that each sin against it (none: it has no example yet).
     */
    record Law(ArchRule rule, JavaClasses bound, List<JavaClasses> sins) {
        static Law ofMain(ArchRule rule, Class<?>... sins) {
            return new Law(rule, MAIN, Stream.of(sins).map(Law::imported).toList());
        }

        static Law ofTests(ArchRule rule, Class<?>... sins) {
            return new Law(rule, TESTS, Stream.of(sins).map(Law::imported).toList());
        }

        private static JavaClasses imported(Class<?> sin) {
            return ALL.that(equivalentTo(sin));
        }

        @Override
        public String toString() {
            return rule.getDescription();
        }
    }

    private static final List<Law> LAWS =
            List.of(
                    Law.ofMain(
                            ArchitectureRules.D3_THE_CORE_NEVER_ASKS_THE_WORLD,
                            WorldSins.OpensAFile.class,
                            WorldSins.Waits.class,
                            WorldSins.Logs.class),
                    Law.ofMain(
                            ArchitectureRules.D4_THE_CORE_HAS_NO_THREAD_CLOCK_OR_DICE,
                            CoreSins.ReadsTheClock.class,
                            CoreSins.AsksForNow.class,
                            CoreSins.RefersToNow.class,
                            CoreSins.ThrowsDice.class,
                            CoreSins.MakesAUuid.class,
                            CoreSins.StartsAThread.class,
                            CoreSins.Notifies.class),
                    Law.ofMain(
                            ArchitectureRules.D5_THE_CORE_USES_NOTHING_WHOSE_ORDER_CHANGES,
                            CoreSins.Hashes.class,
                            CoreSins.CopiesAMap.class,
                            CoreSins.RefersToACopy.class,
                            CoreSins.CollectsASet.class,
                            CoreSins.Parallel.class),
                    Law.ofMain(
                            ArchitectureRules.D6_NO_SYNCHRONIZED_METHOD_IN_THE_CORE,
                            CoreSins.Locks.class),
                    Law.ofMain(
                            ArchitectureRules.D6_NO_VOLATILE_FIELD_IN_THE_CORE,
                            CoreSins.Shares.class),
                    Law.ofMain(
                            ArchitectureRules.D7_NETTY_STAYS_IN_ITS_ADAPTER,
                            LibrarySins.UsesNetty.class),
                    Law.ofMain(
                            ArchitectureRules.D7_PROTOBUF_STAYS_IN_WIRE,
                            LibrarySins.UsesProtobuf.class),
                    Law.ofMain(ArchitectureRules.D7_GENERATED_CLASSES_STAY_IN_WIRE),
                    Law.ofMain(
                            ArchitectureRules.D7_ROCKSDB_STAYS_IN_ITS_ADAPTER,
                            LibrarySins.UsesRocksDb.class),
                    Law.ofMain(ArchitectureRules.D7_LUCENE_STAYS_IN_SEARCH),
                    Law.ofMain(
                            ArchitectureRules.D7_SQL_ONLY_IN_WIKI_CLASSES_NAMED_H2,
                            WikiSins.UsesSql.class),
                    Law.ofMain(
                            ArchitectureRules.D8_THE_WIKI_SEES_ONLY_TEXTS_AND_DIFFERENCES,
                            WikiSins.SeesTheCore.class),
                    Law.ofMain(
                            ArchitectureRules.D8_ONLY_WIKI_PEER_OPENS_THE_DOOR,
                            WikiSins.OpensTheDoor.class),
                    Law.ofMain(ArchitectureRules.D8_ONLY_WIKI_LAB_OPENS_THE_LAB),
                    Law.ofMain(ArchitectureRules.D8_NOBODY_KNOWS_THE_OUTERMOST_WIKI_PACKAGES),
                    Law.ofMain(
                            ArchitectureRules.D9_WHAT_TRAVELS_BETWEEN_PARTS_IS_A_VALUE,
                            FamilySins.NotAValue.class),
                    Law.ofMain(
                            ArchitectureRules.D9_FAMILIES_ARE_SEALED, FamilySins.NotSealed.class),
                    Law.ofMain(
                            ArchitectureRules.D10_CONTROLLERS_ARE_PACKAGE_PRIVATE,
                            SpringSins.OpenController.class),
                    Law.ofMain(
                            ArchitectureRules.D10_NO_FIELD_IS_INJECTED, SpringSins.Injected.class),
                    Law.ofMain(ArchitectureRules.D11_NO_EMPTY_NAMES, CoreSins.RingHelper.class),
                    Law.ofMain(
                            ArchitectureRules.D14_NO_VIRTUAL_THREAD_IN_A_PEER,
                            WorldSins.StartsAVirtualThread.class),
                    Law.ofTests(ArchitectureRules.D11_NO_EMPTY_NAMES, CoreSins.RingHelper.class),
                    Law.ofTests(
                            ArchitectureRules.D13_TESTS_NEITHER_SLEEP_NOR_READ_THE_CLOCK,
                            TestSins.Sleeps.class,
                            CoreSins.ReadsTheClock.class),
                    Law.ofTests(
                            ArchitectureRules.D13_TESTS_MOCK_NOTHING_OF_OURS,
                            TestSins.Mocks.class));

    static List<Law> laws() {
        return LAWS;
    }

    @ParameterizedTest
    @MethodSource("laws")
    void isKept(Law law) {
        law.rule().check(law.bound());
    }

    @ParameterizedTest
    @MethodSource("laws")
    void findsEachSinPlantedForIt(Law law) {
        for (JavaClasses sin : law.sins()) {
            assertThat(sin).hasSize(1);
            assertThat(law.rule().evaluate(sin).hasViolation()).as("%s", sin).isTrue();
        }
    }

    @Test
    void noPackageKnowsItselfThroughOthers() {
        ArchitectureRules.D2_NO_PACKAGE_KNOWS_ITSELF_THROUGH_OTHERS.check(MAIN);
    }

    @Test
    void aCycleOfTwoPackagesIsFound() {
        JavaClasses cycle = ALL.that(resideInAPackage("org.p2pltr.planted.."));
        assertThat(
                        ArchitectureRules.D2_NO_PACKAGE_KNOWS_ITSELF_THROUGH_OTHERS
                                .evaluate(cycle)
                                .hasViolation())
                .isTrue();
    }

    @Test
    void everyModuleIsLookedAt() {
        assertThat(MAIN.getPackage(ROOT).getSubpackages())
                .extracting(JavaPackage::getName)
                .contains(
                        "org.p2pltr.env", // ltr-dht
                        "org.p2pltr.entry", // ltr-log
                        "org.p2pltr.cell", // ltr-timestamp
                        "org.p2pltr.peer", // ltr-user
                        "org.p2pltr.wiki");
        assertThat(TESTS.contain("org.p2pltr.wire.CodecsTest")).isTrue();
        assertThat(MAIN.contain("org.p2pltr.wire.CodecsTest")).isFalse();
    }

    private static DescribedPredicate<JavaClass> ofTests() {
        return describe("of tests", ArchitectureTest::isOfTests);
    }

    private static boolean isOfTests(JavaClass type) {
        String place = type.getSource().orElseThrow().getUri().toString();
        return place.contains("/test-classes/") || place.contains("-tests.jar");
    }
}
