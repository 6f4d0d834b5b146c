# Business::Hours as a peer, and the asking.hpp of ../cpp once more, in Perl; TZ is the desk's zone.
#
# It makes a list of every second of a time span, and gives up after thirty days.
use strict;
use warnings;

use Business::Hours;
use Time::HiRes qw(clock_gettime CLOCK_MONOTONIC);

die "usage: $0 QUESTIONS_FOLDER ANSWERS_FILE SECONDS_A_SET\n" unless @ARGV == 3;
my ( $folder, $file, $seconds ) = @ARGV;
open my $out, '>', $file or die "$file: $!\n";

my ( @sets, $set );
open my $questions, '<', "$folder/questions" or die "$folder/questions: $!\n";
while ( my $line = <$questions> ) {
    if ( $line =~ m{^set (([^/]+)/([^/]+)/(\S+))} ) {
        $set = { name => $1, desk => $2, question => $3, distance => $4, rows => [] };
        push @sets, $set;
    }
    else {
        push @{ $set->{rows} }, [ split ' ', $line ];
    }
}

sub now { return clock_gettime(CLOCK_MONOTONIC) }

sub best_round {
    my ($round) = @_;
    my $best = $round->();
    for ( my $spent = $best ; $spent < $seconds ; ) {
        my $last = $round->();
        $best = $last if $last < $best;
        $spent += $last;
    }
    return $best;
}

sub measure {
    my ( $set, $clock, $ask ) = @_;
    my @answers;
    my $timed = sub {
        my ($count) = @_;
        my $begin = now();
        $answers[$_] = $ask->( @{ $set->{rows}[$_] } ) for 0 .. $count - 1;
        return now() - $begin;
    };

    # A quarter of the time to warm up, over ever more rows; then the best of the rounds.
    my $all   = @{ $set->{rows} };
    my $count = 1;
    my $last  = $timed->($count);
    for ( my $spent = $last ; $count < $all && $spent < $seconds / 4 ; $spent += $last ) {
        $count = $count * 4 < $all ? $count * 4 : $all;
        $last  = $timed->($count);
    }
    $count = int( $seconds / 5 / ( $last / $count ) );
    $count = 4    if $count < 4;
    $count = $all if $count > $all;
    my $best = best_round( sub { $timed->($count) } );
    print $out "set $set->{name} $clock $count ", $best / $count * 1e9, "\n";
    print $out "$_\n" for @answers[ 0 .. $count - 1 ];
}

sub closed_dates {
    my ($desk) = @_;
    open my $in, '<', "$folder/$desk.closed" or die "$folder/$desk.closed: $!\n";
    chomp( my @dates = <$in> );
    return @dates;
}

sub made {
    my (@closed) = @_;
    my @names    = qw(Sunday Monday Tuesday Wednesday Thursday Friday Saturday);
    my %week     = map {
        my $open = $_ >= 1 && $_ <= 5;
        $_ => {
            Name  => $names[$_],
            Start => $open ? '07:00' : undef,
            End   => $open ? '16:00' : undef
        };
    } 0 .. 6;
    my $desk = Business::Hours->new;
    $desk->business_hours(%week);
    $desk->holidays(@closed);
    return $desk;
}

print $out "version $Business::Hours::VERSION\n";
for my $set (@sets) {
    next if $set->{question} ne 'deadline' && $set->{question} ne 'elapsed';
    my $desk = made( closed_dates( $set->{desk} ) );
    if ( $set->{question} eq 'elapsed' ) {
        # Seconds are counted as points, so the end of the span is one too many.
        measure(
            $set, 'none',
            sub {
                my ( $begin, undef, $end ) = @_;
                return $desk->for_timespan( Start => $begin, End => $end - 1 )->cardinality;
            }
        );
    }
    elsif ( $set->{rows}[0][2] > 80 * 3600 ) {
        print $out "note $set->{name} it gives up after thirty days\n";
    }
    else {
        measure( $set, 'utc', sub { $desk->add_seconds( $_[0], $_[2] ) } );
    }
}
my @closed = closed_dates('common');
my $making = best_round( sub { my $begin = now(); made(@closed); return now() - $begin } );
print $out "set common/make/desk none 0 ", $making * 1e9, "\n";
