package org.p2pltr;

import static com.tngtech.archunit.base.DescribedPredicate.alwaysTrue;
import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaModifier.SYNCHRONIZED;
import static com.tngtech.archunit.core.domain.JavaModifier.VOLATILE;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.p2pltr.env.Effect;
import org.p2pltr.env.Event;
import org.p2pltr.env.Message;
import org.p2pltr.env.Notice;
import org.p2pltr.env.PeerEvent;
import org.p2pltr.env.ReadTag;
import org.p2pltr.env.Reply;
import org.p2pltr.env.Request;
import org.p2pltr.env.Timer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Controller;

/**
 * The import rules D2–D13 of the design (D1, the order of the modules, is kept by Maven; D12 by
 * {@link TidyTest}). Constants are named after what they promise; {@link ArchitectureTest} runs
 * them and shows for each that it finds a planted sin.
 */
final class ArchitectureRules {
    private static final String ROOT = "org.p2pltr";

    /** The packages that touch the world or a person; everything else of ours is core. */
    private static final String[] NOT_CORE = {
        ROOT + "..wire..",
        ROOT + ".loop..",
        ROOT + ".netty..",
        ROOT + ".disk..",
        ROOT + ".keys..",
        ROOT + ".sim..",
        ROOT + ".peer..",
        ROOT + ".lab..",
        ROOT + ".wiki..",
    };

    private static final DescribedPredicate<JavaClass> CORE =
            resideInAPackage(ROOT + "..")
                    .and(not(resideInAnyPackage(NOT_CORE)))
                    .as("classes of the core");

    /** Markers whose implementations travel between parts as values. */
    private static final Class<?>[] FAMILIES = {
        Message.class,
        Notice.class,
        Timer.class,
        Request.class,
        Reply.class,
        PeerEvent.class,
        ReadTag.class,
        Event.class,
        Effect.class,
    };

    private ArchitectureRules() {}

    static final ArchRule D2_NO_PACKAGE_KNOWS_ITSELF_THROUGH_OTHERS =
            slices().matching(ROOT + ".(**)")
                    .should()
                    .beFreeOfCycles()
                    .allowEmptyShould(true)
                    .as("D2: no package knows itself through others");

    static final ArchRule D3_THE_CORE_NEVER_ASKS_THE_WORLD =
            noClasses()
                    .that(CORE)
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "java.net..",
                            "java.nio.file..",
                            "java.nio.channels..",
                            "java.sql..",
                            "javax.sql..",
                            "java.util.concurrent..",
                            "io.netty..",
                            "org.rocksdb..",
                            "org.springframework..",
                            "com.google.protobuf..",
                            "org.slf4j..",
                            "java.util.logging..")
                    .allowEmptyShould(true)
                    .as("D3: the core never asks the world");

    static final ArchRule D4_THE_CORE_HAS_NO_THREAD_CLOCK_OR_DICE =
            noClasses()
                    .that(CORE)
                    .should()
                    .dependOnClassesThat(
                            belongToAnyOf(
                                    Thread.class,
                                    Random.class,
                                    ThreadLocalRandom.class,
                                    Clock.class))
                    .orShould(ForbiddenCalls.callAny("the clock", ForbiddenCalls::readsTheClock))
                    .orShould()
                    .callMethod(UUID.class, "randomUUID")
                    .orShould()
                    .callMethod(Math.class, "random")
                    .orShould(ForbiddenCalls.callAny("a monitor", ForbiddenCalls::usesAMonitor))
                    .allowEmptyShould(true)
                    .as("D4: the core has no thread clock or dice");

    static final ArchRule D5_THE_CORE_USES_NOTHING_WHOSE_ORDER_CHANGES =
            noClasses()
                    .that(CORE)
                    .should()
                    .dependOnClassesThat(belongToAnyOf(HashMap.class, HashSet.class))
                    .orShould(
                            ForbiddenCalls.callAny(
                                    "an order that changes", ForbiddenCalls::losesOrder))
                    .allowEmptyShould(true)
                    .as("D5: the core uses nothing whose order changes");

    static final ArchRule D6_NO_SYNCHRONIZED_METHOD_IN_THE_CORE =
            noMethods()
                    .that()
                    .areDeclaredInClassesThat(CORE)
                    .should()
                    .haveModifier(SYNCHRONIZED)
                    .allowEmptyShould(true)
                    .as("D6: no synchronized method in the core");

    static final ArchRule D6_NO_VOLATILE_FIELD_IN_THE_CORE =
            noFields()
                    .that()
                    .areDeclaredInClassesThat(CORE)
                    .should()
                    .haveModifier(VOLATILE)
                    .allowEmptyShould(true)
                    .as("D6: no volatile field in the core");

    static final ArchRule D7_NETTY_STAYS_IN_ITS_ADAPTER =
            onlyIn("io.netty..", ROOT + ".netty..").as("D7: netty stays in its adapter");

    static final ArchRule D7_PROTOBUF_STAYS_IN_WIRE =
            onlyIn("com.google.protobuf..", ROOT + "..wire..").as("D7: protobuf stays in wire");

    static final ArchRule D7_GENERATED_CLASSES_STAY_IN_WIRE =
            onlyIn(ROOT + "..wire.proto..", ROOT + "..wire..")
                    .as("D7: generated classes stay in wire");

    static final ArchRule D7_ROCKSDB_STAYS_IN_ITS_ADAPTER =
            onlyIn("org.rocksdb..", ROOT + ".disk..").as("D7: rocksdb stays in its adapter");

    static final ArchRule D7_LUCENE_STAYS_IN_SEARCH =
            onlyIn("org.apache.lucene..", ROOT + ".wiki.search..").as("D7: lucene stays in search");

    static final ArchRule D7_SQL_ONLY_IN_WIKI_CLASSES_NAMED_H2 =
            noClasses()
                    .that(
                            not(
                                    resideInAPackage(ROOT + ".wiki..")
                                            .and(
                                                    describe(
                                                            "named H2…",
                                                            c -> outermost(c).startsWith("H2")))))
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("java.sql..", "javax.sql..", "org.springframework.jdbc..")
                    .allowEmptyShould(true)
                    .as("D7: sql only in wiki classes named H2");

    static final ArchRule D8_THE_WIKI_SEES_ONLY_TEXTS_AND_DIFFERENCES =
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + ".wiki..")
                    .should()
                    .dependOnClassesThat(
                            resideInAPackage(ROOT + "..")
                                    .and(
                                            not(
                                                    resideInAnyPackage(
                                                            ROOT + ".wiki..",
                                                            ROOT + ".text..",
                                                            ROOT + ".diff..",
                                                            ROOT + ".merge..",
                                                            ROOT + ".peer..",
                                                            ROOT + ".lab.."))))
                    .allowEmptyShould(true)
                    .as("D8: the wiki sees only texts and differences");

    static final ArchRule D8_ONLY_WIKI_PEER_OPENS_THE_DOOR =
            noClasses()
                    .that(
                            resideInAPackage(ROOT + ".wiki..")
                                    .and(not(resideInAPackage(ROOT + ".wiki.peer.."))))
                    .should()
                    .dependOnClassesThat()
                    // The views, plain values, may go as far as the screens: docs/decisions.
                    .haveNameMatching(
                            "org\\.p2pltr\\.peer\\.(LtrPeer|PeerSettings|NetworkSettings).*")
                    .allowEmptyShould(true)
                    .as("D8: only wiki.peer opens the door");

    static final ArchRule D8_ONLY_WIKI_LAB_OPENS_THE_LAB =
            noClasses()
                    .that(
                            resideInAPackage(ROOT + ".wiki..")
                                    .and(not(resideInAPackage(ROOT + ".wiki.lab.."))))
                    .should()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT + ".lab..")
                    .allowEmptyShould(true)
                    .as("D8: only wiki.lab opens the lab");

    static final ArchRule D8_NOBODY_KNOWS_THE_OUTERMOST_WIKI_PACKAGES =
            noClasses()
                    .that()
                    .resideOutsideOfPackages(
                            ROOT + ".wiki.api..", ROOT + ".wiki.admin..", ROOT + ".wiki.lab..")
                    .should()
                    .dependOnClassesThat(
                            resideInAnyPackage(
                                    ROOT + ".wiki.api..",
                                    ROOT + ".wiki.admin..",
                                    ROOT + ".wiki.lab.."))
                    .allowEmptyShould(true)
                    .as("D8: nobody knows the outermost wiki packages");

    static final ArchRule D9_WHAT_TRAVELS_BETWEEN_PARTS_IS_A_VALUE =
            classes()
                    .that(ofAFamily())
                    .and()
                    .areNotInterfaces()
                    .should()
                    .beRecords()
                    .orShould()
                    .beEnums()
                    .allowEmptyShould(true)
                    .as("D9: what travels between parts is a value");

    static final ArchRule D9_FAMILIES_ARE_SEALED =
            classes()
                    .that(ofAFamily())
                    .and()
                    .areInterfaces()
                    .and(not(belongToAnyOf(FAMILIES)))
                    .should(beSealed())
                    .allowEmptyShould(true)
                    .as("D9: families are sealed");

    static final ArchRule D10_CONTROLLERS_ARE_PACKAGE_PRIVATE =
            classes()
                    .that()
                    .areMetaAnnotatedWith(Controller.class)
                    .should()
                    .bePackagePrivate()
                    .allowEmptyShould(true)
                    .as("D10: controllers are package private");

    static final ArchRule D10_NO_FIELD_IS_INJECTED =
            noFields()
                    .should()
                    .beAnnotatedWith(Autowired.class)
                    .allowEmptyShould(true)
                    .as("D10: no field is injected");

    static final ArchRule D11_NO_EMPTY_NAMES =
            noClasses()
                    .that(not(resideInAPackage(ROOT + "..wire.proto..")))
                    .should()
                    .haveNameMatching(".*(Impl|Utils?|Helper|Manager|Data|Info)(\\$\\d+)?")
                    .allowEmptyShould(true)
                    .as("D11: no empty names");

    static final ArchRule D13_TESTS_NEITHER_SLEEP_NOR_READ_THE_CLOCK =
            noClasses()
                    .that(describe("are not Eventually", c -> !outermost(c).equals("Eventually")))
                    .should(
                            ForbiddenCalls.callAny(
                                    "sleep or the clock",
                                    target ->
                                            ForbiddenCalls.sleeps(target)
                                                    || ForbiddenCalls.readsTheClock(target)))
                    .allowEmptyShould(true)
                    .as("D13: tests neither sleep nor read the clock");

    static final ArchRule D13_TESTS_MOCK_NOTHING_OF_OURS =
            noClasses()
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(
                            "org.mockito..", "org.springframework.test.context.bean.override..")
                    .allowEmptyShould(true)
                    .as("D13: tests mock nothing of ours");

    static final ArchRule D14_NO_VIRTUAL_THREAD_IN_A_PEER =
            noClasses()
                    .that(not(resideInAPackage(ROOT + ".lab..")))
                    .should(
                            ForbiddenCalls.callAny(
                                    "a virtual thread", ForbiddenCalls::startsAVirtualThread))
                    .allowEmptyShould(true)
                    .as("D14: no virtual thread in a peer: docs/decisions/0005");

    private static ArchRule onlyIn(String library, String home) {
        return noClasses()
                .that(not(resideInAPackage(home)))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .allowEmptyShould(true);
    }

    private static DescribedPredicate<JavaClass> ofAFamily() {
        DescribedPredicate<JavaClass> any = not(alwaysTrue());
        for (Class<?> family : FAMILIES) any = any.or(assignableTo(family));
        return any.as("of a family of values");
    }

    private static ArchCondition<JavaClass> beSealed() {
        return new ArchCondition<>("be sealed") {
            @Override
            public void check(JavaClass item, ConditionEvents events) {
                events.add(
                        new SimpleConditionEvent(
                                item,
                                item.reflect().isSealed(),
                                item.getName() + " is not sealed"));
            }
        };
    }

    private static String outermost(JavaClass type) {
        String name = type.getName().substring(type.getPackageName().length() + 1);
        int nested = name.indexOf('$');
        return nested < 0 ? name : name.substring(0, nested);
    }
}
